package io.mistnet.node.audit;

import io.mistnet.node.audit.AuditLine.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The end of the log: lines are written one after the other, and put on disk together with those that others wrote meanwhile. A disk takes a fraction of a millisecond to some milliseconds for that, however many they are.
 *
 * <p>Where lines cannot be put on disk they are taken back, all of them, and each of their writers is told: none was shown anything. Thread-safe.
 */
final class AuditTail implements AutoCloseable {

    /** First in, first out: whoever waits is on disk after the sync under way and the next. Taken before this object's monitor. */
    private final ReentrantLock syncing = new ReentrantLock(true);

    private final List<Written> pending = new ArrayList<>();
    private AuditFile file;
    private Place place;
    private long unsigned;
    private Mark onDisk;

    /** A line that was written. */
    static final class Written {

        private final AuditLine line;
        private final Mark after;
        private boolean isOnDisk;
        private @Nullable IOException lost;

        private Written(AuditLine line, Mark after) {
            this.line = line;
            this.after = after;
        }

        long sequence() {
            return line.sequence();
        }
    }

    /**
     * A state of the end.
     *
     * @param bytes of the file
     * @param place where the next line goes
     * @param unsigned lines since the last signed head
     */
    private record Mark(long bytes, Place place, long unsigned) {}

    /** What is done while nobody else writes. */
    interface Work {

        void run() throws IOException;
    }

    AuditTail(AuditFile file, Place place, long unsigned) {
        this.file = file;
        this.place = place;
        this.unsigned = unsigned;
        this.onDisk = mark();
    }

    /** Writes a line, which is not on disk yet; empty where a head or a file is due before it. */
    synchronized Optional<Written> write(long fileBytes, Function<Place, AuditLine> line) throws IOException {
        return isFull(fileBytes) || isHeadDue() ? Optional.empty() : Optional.of(write(line.apply(place)));
    }

    /** Returns when a written line is on disk. */
    void commit(Written written) throws IOException {
        syncing.lock();
        try {
            List<Written> group;
            synchronized (this) {
                if (written.isOnDisk) {
                    return;
                }
                if (written.lost != null) {
                    throw new IOException(written.lost);
                }
                group = List.copyOf(pending);
            }
            sync(group);
        } finally {
            syncing.unlock();
        }
    }

    /** Does something while nobody else writes or waits for the disk. */
    void exclusively(Work work) throws IOException {
        syncing.lock();
        try {
            synchronized (this) {
                work.run();
            }
        } finally {
            syncing.unlock();
        }
    }

    /** Writes a line and puts all on disk. Only {@link #exclusively}. */
    synchronized void writeToDisk(AuditLine line) throws IOException {
        write(line);
        if (line.kind() == AuditLine.Kind.HEAD) {
            unsigned = 0;
        }
        List<Written> all = List.copyOf(pending);
        sync(all);
        onDisk = mark();
    }

    /** Goes on in another, empty file. Only {@link #exclusively}, with all on disk. */
    synchronized void goOnIn(AuditFile next) throws IOException {
        AuditFile last = file;
        file = next;
        onDisk = mark();
        last.close();
    }

    /** Cuts off what follows so many bytes. Only {@link #exclusively}. */
    synchronized void cut(long bytes) throws IOException {
        file.truncate(bytes);
        onDisk = mark();
    }

    synchronized Place place() {
        return place;
    }

    synchronized boolean isHeadDue() {
        return unsigned >= AuditLog.LINES_PER_HEAD - 1;
    }

    synchronized boolean isFull(long fileBytes) {
        return file.size() >= fileBytes;
    }

    /** Whether lines are written that no head vouches for. */
    synchronized boolean hasUnsigned() {
        return unsigned > 0;
    }

    synchronized AuditFile file() {
        return file;
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }

    private Written write(AuditLine line) throws IOException {
        file.append(line.bytes());
        place = line.next();
        unsigned++;
        Written written = new Written(line, mark());
        pending.add(written);
        return written;
    }

    /** Others may write while the disk works, unless this thread holds the monitor. */
    private void sync(List<Written> group) throws IOException {
        try {
            file().sync();
        } catch (IOException e) {
            lose(e);
            throw e;
        }
        synchronized (this) {
            group.forEach(written -> written.isOnDisk = true);
            pending.subList(0, group.size()).clear();
            onDisk = group.get(group.size() - 1).after;
        }
    }

    private synchronized void lose(IOException reason) throws IOException {
        pending.forEach(written -> written.lost = reason);
        pending.clear();
        place = onDisk.place();
        unsigned = onDisk.unsigned();
        file.takeBack(onDisk.bytes());
    }

    private Mark mark() {
        return new Mark(file.size(), place, unsigned);
    }
}
