package io.mistnet.node.audit;

import io.mistnet.node.audit.AuditLine.Place;
import io.mistnet.node.identity.Identity;
import io.mistnet.node.network.SigningKey;
import io.mistnet.node.storage.ProcessLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An institution's own record of who asked what, when, in which case and on which legal basis, and of who saw and changed what in its console: append-only, every line bound to the one before by its
 * SHA-256, with a head signed by the institution among every {@value #LINES_PER_HEAD} lines, at the end of a file and at {@link #close}.
 *
 * <p>What {@link #append} was given is on disk when it returns; an answer is shown only then. A process that is killed leaves at most one incomplete line,
 * which nobody has been shown the answer of: at the next start it is cut off, and a line says so. Anything else that does not fit is tampering, and the log
 * is not opened. {@link AuditVerification} says what of that can be found by whom.
 *
 * <p>Selectors stand in it as {@link SelectorHash}. One process writes at a time. Thread-safe.
 */
public final class AuditLog implements AutoCloseable {

    /** Of so many lines in a row, one is a signed head. */
    public static final int LINES_PER_HEAD = 64;

    /** The log's folder in a node's data directory. */
    public static final String FOLDER = "audit";

    /** A file's size from which on the next line begins a new one. */
    public static final long FILE_BYTES = 16L << 20;

    private static final String KEY_FILE = "audit.key";
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    private final AuditFolder folder;
    private final SelectorHash hash;
    private final Identity identity;
    private final InstantSource clock;
    private final long fileBytes;
    private final ProcessLock lock;
    private final AuditTail tail;

    private AuditLog(
            AuditFolder folder,
            SelectorHash hash,
            Identity identity,
            InstantSource clock,
            long fileBytes,
            ProcessLock lock,
            AuditTail tail) {
        this.folder = folder;
        this.hash = hash;
        this.identity = identity;
        this.clock = clock;
        this.fileBytes = fileBytes;
        this.lock = lock;
        this.tail = tail;
    }

    /**
     * Opens the log in a node's data directory, or begins one, with the key of its selectors' hashes beside it.
     *
     * @throws IOException as {@link #open} does
     */
    public static AuditLog openIn(Path dataDirectory, Identity identity, InstantSource clock) throws IOException {
        return open(
                dataDirectory.resolve(FOLDER),
                SelectorHash.open(dataDirectory.resolve(KEY_FILE), new SecureRandom()),
                identity,
                clock,
                FILE_BYTES);
    }

    /**
     * Opens the log in {@code folder}, or begins one; its last file is verified.
     *
     * @param fileBytes the size from which on a new file is begun, usually {@link #FILE_BYTES}
     * @throws AuditTamperedException where the log is not what was written
     * @throws IOException where it cannot be read or written, or another process writes it
     */
    public static AuditLog open(Path folder, SelectorHash hash, Identity identity, InstantSource clock, long fileBytes)
            throws IOException {
        return open(new AuditFolder(folder), hash, identity, clock, fileBytes);
    }

    /** The same, on another disk. */
    static AuditLog open(AuditFolder files, SelectorHash hash, Identity identity, InstantSource clock, long fileBytes)
            throws IOException {
        Files.createDirectories(files.folder());
        ProcessLock lock = ProcessLock.take(files.lock())
                .orElseThrow(() -> new IOException(
                        files.lock() + " is held by another process that writes this audit log; stop it first"));
        try {
            ChainWalk walk = verified(files, identity.publicKeys().signing());
            restoreHead(files, walk);
            List<Path> written = files.files();
            AuditFile last = written.isEmpty() ? files.begin(0) : files.open(written.get(written.size() - 1));
            AuditTail tail = new AuditTail(last, walk.next(), walk.unsigned());
            AuditLog log = new AuditLog(files, hash, identity, clock, fileBytes, lock, tail);
            log.tail.exclusively(() -> log.repair(walk));
            return log;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Adds what was done. It is on disk when this returns.
     *
     * @return the line's number
     * @throws UncheckedIOException where it cannot be written; then nothing may be shown
     */
    public long append(AuditEvent event) {
        try {
            while (true) {
                Optional<AuditTail.Written> written =
                        tail.write(fileBytes, place -> AuditLine.event(place, clock.instant(), event, hash));
                if (written.isPresent()) {
                    tail.commit(written.get());
                    return written.get().sequence();
                }
                tail.exclusively(this::makeRoom);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the audit log cannot be written, so nothing is shown", e);
        }
    }

    /** Signs what is not signed yet, and lets another process write. */
    @Override
    public void close() throws IOException {
        tail.exclusively(() -> {
            try {
                if (tail.hasUnsigned() && tail.file().isWritable()) {
                    sign();
                }
            } finally {
                closeFiles();
            }
        });
    }

    private static ChainWalk verified(AuditFolder folder, SigningKey key) throws IOException {
        List<Path> files = folder.files();
        // a file that was begun and never written to leaves the end of the chain in the one before
        List<Path> last = files.subList(Math.max(0, files.size() - 2), files.size());
        try {
            List<Anchor> head = new HeadFile(folder.head()).read(key).stream().toList();
            ChainWalk walk = new ChainWalk(key, head, files.size() > 2);
            walk.along(last);
            Optional<Anchor> missed = walk.missed();
            if (missed.isPresent()) {
                throw new AuditTamperedException(new ChainBreak(
                        ChainBreak.Kind.TRUNCATED,
                        files.isEmpty() ? folder.folder() : files.get(files.size() - 1),
                        0,
                        "the log ends before entry %d, and entry %d is signed"
                                .formatted(walk.next().sequence(), missed.get().sequence())));
            }
            return walk;
        } catch (BrokenChainException e) {
            throw new AuditTamperedException(e.place());
        }
    }

    /** What a process that was killed after its first head's line has left to do. */
    private static void restoreHead(AuditFolder folder, ChainWalk walk) throws IOException {
        Optional<AuditLine> head = walk.firstHeadAtTheEnd();
        if (head.isPresent() && Files.notExists(folder.head())) {
            new HeadFile(folder.head()).write(head.get());
        }
    }

    private void closeFiles() throws IOException {
        try {
            tail.close();
        } finally {
            lock.close();
        }
    }

    private void repair(ChainWalk walk) throws IOException {
        byte[] dropped = walk.rest();
        if (dropped.length == 0) {
            return;
        }
        try {
            tail.cut(walk.complete());
            tail.writeToDisk(AuditLine.repair(tail.place(), clock.instant(), dropped));
            LOG.warn(
                    "cut off {} bytes of an incomplete last line of {}; its answer was not shown",
                    dropped.length,
                    tail.file().path());
        } catch (IOException e) {
            tail.close();
            throw e;
        }
    }

    /** Signs a head, and begins a file, where they are due: another thread may have done so meanwhile. */
    private void makeRoom() throws IOException {
        if (tail.isFull(fileBytes)) {
            if (tail.hasUnsigned()) {
                sign();
            }
            tail.goOnIn(folder.begin(tail.place().sequence()));
        } else if (tail.isHeadDue()) {
            sign();
        }
    }

    private void sign() throws IOException {
        Place place = tail.place();
        AuditLine head = AuditLine.head(place, clock.instant(), identity.sign(place.toSign()));
        tail.writeToDisk(head);
        new HeadFile(folder.head()).write(head);
        LOG.info("audit head={}", new Anchor(head.sequence(), head.hash()));
    }
}
