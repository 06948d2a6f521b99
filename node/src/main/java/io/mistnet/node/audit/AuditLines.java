package io.mistnet.node.audit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The lines of one file, each ended by a line feed; and what follows the last of them. */
final class AuditLines implements AutoCloseable {

    /** Longest line that is read, in bytes; the log writes none that long. */
    static final int MOST_BYTES = 1 << 20;

    private final InputStream in;
    private long complete;
    private byte[] rest = new byte[0];

    AuditLines(Path file) throws IOException {
        this(file, 0);
    }

    /** @param from the first byte that is read, which begins a line */
    AuditLines(Path file, long from) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        try {
            bytes.skipNBytes(from);
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
        this.in = new BufferedInputStream(bytes, 1 << 16);
        this.complete = from;
    }

    /** The next line without its line feed; null where no complete one is left. */
    byte @Nullable [] next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0 || line.size() == MOST_BYTES) {
                rest = line.toByteArray();
                return null;
            }
            line.write(b);
        }
        complete += line.size() + 1L;
        return line.toByteArray();
    }

    /** How many bytes the complete lines so far have. */
    long complete() {
        return complete;
    }

    /** What is left after the last complete line. */
    byte[] rest() {
        return rest;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
