package io.mistnet.node.audit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The file that is written to. A line is on disk, whole, when {@link #append} returns; where that fails, the file is as it was.
 *
 * <p>Not a FileChannel: that closes itself under a thread that is interrupted, and a request that is given up would end the log.
 */
final class AuditFile implements AutoCloseable {

    private final Path path;
    private final RandomAccessFile file;
    private long size;
    private boolean writable = true;

    private AuditFile(Path path, RandomAccessFile file) throws IOException {
        this.path = path;
        this.file = file;
        this.size = file.length();
    }

    static AuditFile open(Path path) throws IOException {
        return new AuditFile(path, new RandomAccessFile(path.toFile(), "rw"));
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
            file.getFD().sync();
            size += bytes.length;
        } catch (IOException e) {
            writable = false;
            truncate(size);
            writable = true;
            throw e;
        }
    }

    void truncate(long bytes) throws IOException {
        file.setLength(bytes);
        file.getFD().sync();
        size = bytes;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
