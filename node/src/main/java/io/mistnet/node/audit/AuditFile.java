package io.mistnet.node.audit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The file that is written to. A line that could not be written whole is taken back; what was written is on disk after {@link #sync}.
 *
 * <p>Not a FileChannel: that closes itself under a thread that is interrupted, and a request that is given up would end the log.
 */
final class AuditFile implements AutoCloseable {

    /** Puts on disk what was written to a file. */
    interface Disk {

        /** The operating system's. */
        Disk REAL = file -> file.getFD().sync();

        void sync(RandomAccessFile file) throws IOException;
    }

    private final Path path;
    private final RandomAccessFile file;
    private final Disk disk;
    private long size;
    private boolean writable = true;

    private AuditFile(Path path, RandomAccessFile file, Disk disk) throws IOException {
        this.path = path;
        this.file = file;
        this.disk = disk;
        this.size = file.length();
    }

    static AuditFile open(Path path, Disk disk) throws IOException {
        return new AuditFile(path, new RandomAccessFile(path.toFile(), "rw"), disk);
    }

    Path path() {
        return path;
    }

    long size() {
        return size;
    }

    /** Whether every failed line could be taken back. */
    boolean isWritable() {
        return writable;
    }

    void append(byte[] line) throws IOException {
        if (!writable) {
            throw new IOException("%s could not be written before; restart the node".formatted(path));
        }
        byte[] bytes = Arrays.copyOf(line, line.length + 1);
        bytes[line.length] = '\n';
        try {
            file.seek(size);
            file.write(bytes);
            size += bytes.length;
        } catch (IOException e) {
            takeBack(size);
            throw e;
        }
    }

    /** May run while another thread appends. */
    void sync() throws IOException {
        disk.sync(file);
    }

    /** Takes back what was written after so many bytes, because it could not be put on disk. Where that fails too, nothing more is written. */
    void takeBack(long bytes) throws IOException {
        writable = false;
        truncate(bytes);
        writable = true;
    }

    void truncate(long bytes) throws IOException {
        file.setLength(bytes);
        disk.sync(file);
        size = bytes;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
