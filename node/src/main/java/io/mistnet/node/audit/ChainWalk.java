package io.mistnet.node.audit;

import io.mistnet.node.audit.AuditLine.Kind;
import io.mistnet.node.audit.AuditLine.Place;
import io.mistnet.node.network.Sha256;
import io.mistnet.node.network.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Goes along a log's files, line by line, and holds each line to the one before, heads to the institution's key, and anchored lines to their anchors. */
final class ChainWalk {

    private final SigningKey key;
    private final List<Anchor> anchors;

    private Place expected;
    private boolean anyStart;
    private long startsAt;
    private long entries;
    private long lines;
    private long unsigned;
    private long repairs;
    private byte[] rest = new byte[0];
    private long complete;
    private @Nullable Instant first;
    private @Nullable Instant last;
    private long heads;
    private @Nullable AuditLine lastHead;

    /** @param anyStart whether the first line may be any; otherwise it must be the log's first */
    ChainWalk(SigningKey key, List<Anchor> anchors, boolean anyStart) {
        this.key = key;
        this.anchors = List.copyOf(anchors);
        this.anyStart = anyStart;
        this.expected = Place.first();
    }

    /** Goes along {@code files}. */
    void along(List<Path> files) throws IOException, BrokenChainException {
        for (int i = 0; i < files.size(); i++) {
            along(files.get(i), files.subList(i, files.size()));
            if (rest.length > 0 && (i < files.size() - 1 || rest.length == AuditLines.MOST_BYTES)) {
                throw broken(ChainBreak.Kind.EDITED, files.get(i), 0, "its last line has no end");
            }
        }
    }

    /** Where the next line goes. */
    Place next() {
        return expected;
    }

    /** Lines since the last signed head. */
    long unsigned() {
        return unsigned;
    }

    /** What follows the last complete line of the last file. */
    byte[] rest() {
        return rest;
    }

    /** How many bytes the complete lines of the last file have. */
    long complete() {
        return complete;
    }

    /** The log's last line, where that is its first head. A process that is killed between the two writes this line and leaves no file beside the log. */
    Optional<AuditLine> firstHeadAtTheEnd() {
        boolean only = startsAt == 0 && heads == 1 && unsigned == 0;
        return Optional.ofNullable(only ? lastHead : null);
    }

    /** An anchor that the log does not reach. */
    Optional<Anchor> missed() {
        return anchors.stream()
                .filter(anchor -> anchor.sequence() >= expected.sequence())
                .findFirst();
    }

    AuditReport report(Optional<ChainBreak> broken) {
        return new AuditReport(
                entries,
                lines,
                unsigned,
                repairs,
                rest.length,
                startsAt,
                Optional.ofNullable(first),
                Optional.ofNullable(last),
                expected.previous(),
                broken);
    }

    private void along(Path file, List<Path> fromHere) throws IOException, BrokenChainException {
        try (AuditLines of = new AuditLines(file)) {
            long number = 0;
            for (byte[] bytes = of.next(); bytes != null; bytes = of.next()) {
                number++;
                accept(file, number, bytes, fromHere);
            }
            rest = of.rest();
            complete = of.complete();
        }
    }

    private void accept(Path file, long number, byte[] bytes, List<Path> fromHere)
            throws IOException, BrokenChainException {
        AuditLine line = parsed(file, number, bytes);
        if (anyStart) {
            expected = line.place();
            startsAt = line.sequence();
            anyStart = false;
        }
        requireSequence(file, number, line, fromHere);
        if (!line.previous().equals(expected.previous())) {
            throw broken(
                    ChainBreak.Kind.EDITED,
                    file,
                    number,
                    "entry %d does not follow from the line before; one of the two was changed"
                            .formatted(line.sequence()));
        }
        if (line.kind() == Kind.HEAD && !line.isSignedBy(key)) {
            throw broken(
                    ChainBreak.Kind.FORGED_HEAD,
                    file,
                    number,
                    "head %d is not signed by the institution's key".formatted(line.sequence()));
        }
        requireAnchored(file, number, line);
        count(line);
        if (unsigned > AuditLog.LINES_PER_HEAD) {
            throw broken(
                    ChainBreak.Kind.HEAD_MISSING,
                    file,
                    number,
                    "%d lines without a signed head; the log has one among %d"
                            .formatted(unsigned, AuditLog.LINES_PER_HEAD));
        }
    }

    private static AuditLine parsed(Path file, long number, byte[] bytes) throws BrokenChainException {
        try {
            return AuditLine.parse(bytes);
        } catch (IOException e) {
            throw broken(ChainBreak.Kind.EDITED, file, number, String.valueOf(e.getMessage()));
        }
    }

    private void requireSequence(Path file, long number, AuditLine line, List<Path> fromHere)
            throws IOException, BrokenChainException {
        long wanted = expected.sequence();
        if (line.sequence() < wanted) {
            throw broken(
                    ChainBreak.Kind.DUPLICATE, file, number, "entry %d stands here again".formatted(line.sequence()));
        }
        if (line.sequence() > wanted && isIn(fromHere, wanted)) {
            throw broken(
                    ChainBreak.Kind.REORDERED,
                    file,
                    number,
                    "entry %d stands here, and entry %d after it".formatted(line.sequence(), wanted));
        }
        if (line.sequence() > wanted) {
            throw broken(
                    ChainBreak.Kind.REMOVED,
                    file,
                    number,
                    "entry %d is missing; the next is %d".formatted(wanted, line.sequence()));
        }
    }

    private void requireAnchored(Path file, long number, AuditLine line) throws BrokenChainException {
        Sha256 hash = line.hash();
        for (Anchor anchor : anchors) {
            if (anchor.sequence() == line.sequence() && !anchor.hash().equals(hash)) {
                throw broken(
                        ChainBreak.Kind.EDITED,
                        file,
                        number,
                        "entry %d is another than was known to be here; the log was written anew"
                                .formatted(line.sequence()));
            }
        }
    }

    private void count(AuditLine line) {
        lines++;
        entries += line.kind() == Kind.EVENT ? 1 : 0;
        repairs += line.kind() == Kind.REPAIR ? 1 : 0;
        unsigned++;
        if (line.kind() == Kind.HEAD) {
            unsigned = 0;
            heads++;
            lastHead = line;
        }
        first = first == null ? line.time() : first;
        last = line.time();
        expected = line.next();
    }

    private static boolean isIn(List<Path> files, long sequence) throws IOException {
        for (Path file : files) {
            try (AuditLines of = new AuditLines(file)) {
                for (byte[] bytes = of.next(); bytes != null; bytes = of.next()) {
                    if (hasSequence(bytes, sequence)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean hasSequence(byte[] bytes, long sequence) {
        try {
            return AuditLine.parse(bytes).sequence() == sequence;
        } catch (IOException e) {
            return false;
        }
    }

    private static BrokenChainException broken(ChainBreak.Kind kind, Path file, long line, String explanation) {
        return new BrokenChainException(new ChainBreak(kind, file, line, explanation));
    }
}
