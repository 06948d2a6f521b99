package io.mistnet.node.audit;

import io.mistnet.node.network.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells whether an audit log is what was written, and if not, where it breaks and how.
 *
 * <p><b>What it shows.</b> Every line names the hash of the one before, and signed heads vouch for all lines up to them. So a line that was edited,
 * removed, moved or doubled is found by anybody who has the log and the institution's public key; and so is a log cut back behind the newest head that
 * lies beside it.
 *
 * <p><b>What it cannot show.</b> Lines after the last head ({@link AuditReport#unsigned}, at most {@value AuditLog#LINES_PER_HEAD}) can be cut off or
 * written anew. Whoever has the institution's private key, or puts back an older copy of the whole folder, can present another log: that takes an
 * {@link Anchor} kept elsewhere. What the node never wrote is in no log.
 */
public final class AuditVerification {

    private AuditVerification() {}

    /**
     * Verifies a log.
     *
     * @param path the log's folder, or one file of it, whose first line then is taken as it stands
     * @param key the institution's signing key, as the network file has it
     * @throws IOException where it cannot be read
     */
    public static AuditReport verify(Path path, SigningKey key) throws IOException {
        return verify(path, key, List.of());
    }

    /** The same, with lines that the log is known to have. */
    public static AuditReport verify(Path path, SigningKey key, List<Anchor> known) throws IOException {
        if (Files.notExists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        if (!Files.isDirectory(path)) {
            return walk(new ChainWalk(key, known, true), List.of(path), path);
        }
        AuditFolder folder = new AuditFolder(path);
        List<Path> files = folder.files();
        if (files.isEmpty() && Files.notExists(folder.head())) {
            throw new IOException(path + " has no audit log; expected files named audit-000000000000.jsonl and so on");
        }
        try {
            List<Anchor> anchors = new ArrayList<>(known);
            Optional<Anchor> head = new HeadFile(folder.head()).read(key);
            head.ifPresent(anchors::add);
            ChainWalk walk = new ChainWalk(key, anchors, false);
            AuditReport report = walk(walk, files, path);
            boolean isMissing = head.isEmpty()
                    && report.lines() > report.unsigned()
                    && walk.firstHeadAtTheEnd().isEmpty();
            return isMissing && report.isIntact()
                    ? report.withBreak(new ChainBreak(
                            ChainBreak.Kind.HEAD_MISSING,
                            folder.head(),
                            1,
                            "the log has signed heads, and the newest is missing here"))
                    : report;
        } catch (BrokenChainException e) {
            return new ChainWalk(key, List.of(), false).report(Optional.of(e.place()));
        }
    }

    private static AuditReport walk(ChainWalk walk, List<Path> files, Path path) throws IOException {
        try {
            walk.along(files);
        } catch (BrokenChainException e) {
            return walk.report(Optional.of(e.place()));
        }
        return walk.report(walk.missed().map(anchor -> truncated(anchor, walk, files, path)));
    }

    private static ChainBreak truncated(Anchor missed, ChainWalk walk, List<Path> files, Path path) {
        return new ChainBreak(
                ChainBreak.Kind.TRUNCATED,
                files.isEmpty() ? path : files.get(files.size() - 1),
                walk.report(Optional.empty()).lines(),
                "the log ends before entry %d; it has had entries up to %d at least"
                        .formatted(walk.next().sequence(), missed.sequence()));
    }
}
