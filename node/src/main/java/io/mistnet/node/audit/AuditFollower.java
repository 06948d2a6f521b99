package io.mistnet.node.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads along a log's files, and remembers how far it came: what was added since is read next time, and nothing twice. Lines that are no lines of a log end the reading there; {@link AuditVerification} says what is wrong. Not thread-safe.
 */
final class AuditFollower {

    private final AuditFolder folder;
    private Path file;
    private long offset;

    private AuditFollower(AuditFolder folder, Path file) {
        this.folder = folder;
        this.file = file;
    }

    /** What is told of each line. */
    interface Reader {

        /** @return whether to read on */
        boolean take(AuditLine line);
    }

    /** At the first line of the log's first file, or of that which has the line with this number. */
    static AuditFollower before(AuditFolder folder, long sequence) throws IOException {
        List<Path> files = folder.files();
        if (files.isEmpty()) {
            throw new IOException(folder.folder() + " has no audit log");
        }
        Path start = files.get(0);
        for (Path each : files) {
            if (AuditFolder.firstSequence(each) <= sequence) {
                start = each;
            }
        }
        return new AuditFollower(folder, start);
    }

    /** The number of the first line of the log's first file: what was before it was taken away. */
    static long firstSequence(AuditFolder folder) throws IOException {
        List<Path> files = folder.files();
        return files.isEmpty() ? 0 : AuditFolder.firstSequence(files.get(0));
    }

    /** Whether the file has not become shorter than what was read of it. */
    boolean isThere() throws IOException {
        return Files.exists(file) && Files.size(file) >= offset;
    }

    /** Hands out all complete lines that follow. */
    void read(Reader reader) throws IOException {
        while (readFile(reader)) {
            List<Path> files = folder.files();
            int next = files.indexOf(file) + 1;
            if (next == 0 || next == files.size()) {
                return;
            }
            file = files.get(next);
            offset = 0;
        }
    }

    private boolean readFile(Reader reader) throws IOException {
        try (AuditLines lines = new AuditLines(file, offset)) {
            for (byte[] bytes = lines.next(); bytes != null; bytes = lines.next()) {
                AuditLine line;
                try {
                    line = AuditLine.parse(bytes);
                } catch (IOException e) {
                    return false;
                }
                offset += bytes.length + 1L;
                if (!reader.take(line)) {
                    return false;
                }
            }
            return lines.rest().length == 0;
        }
    }
}
