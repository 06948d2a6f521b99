package io.mistnet.node.storage;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/** A file that one holder at a time has, of all processes; the operating system takes it back from a process that dies. */
public final class ProcessLock implements AutoCloseable {

    private static final long PAUSE_MILLIS = 20;

    private final FileChannel channel;

    private ProcessLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes it, where it is free. The file is made if it is not there, and stays; its folder must exist.
     *
     * @return empty where somebody holds it
     */
    public static Optional<ProcessLock> take(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(new ProcessLock(channel));
    }

    /**
     * The same, and waits for a holder that ends soon.
     *
     * @return empty where somebody still holds it at the end of {@code patience}
     * @throws InterruptedIOException where the thread is interrupted meanwhile
     */
    public static Optional<ProcessLock> take(Path file, Duration patience) throws IOException {
        long begin = System.nanoTime();
        Optional<ProcessLock> taken = take(file);
        while (taken.isEmpty() && System.nanoTime() - begin < patience.toNanos()) {
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for " + file);
            }
            taken = take(file);
        }
        return taken;
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
