package io.mistnet.node.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where an audit log lies: {@code audit-000000000000.jsonl} and so on, each named by the number of its first line; {@code head.json}, the newest signed
 * head; {@code lock}, which the one writer holds.
 */
record AuditFolder(Path folder, AuditFile.Disk disk) {

    private static final String NAME = "audit-%012d.jsonl";

    AuditFolder(Path folder) {
        this(folder, AuditFile.Disk.REAL);
    }

    AuditFile open(Path file) throws IOException {
        return AuditFile.open(file, disk);
    }

    /** A new file whose first line will have this number; that it is there is on disk when this returns. */
    AuditFile begin(long firstSequence) throws IOException {
        AuditFile file = open(folder.resolve(NAME.formatted(firstSequence)));
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel entries = FileChannel.open(folder)) {
                entries.force(true);
            }
        }
        return file;
    }

    /** The number of a file's first line, from its name. */
    static long firstSequence(Path file) {
        String name = String.valueOf(file.getFileName());
        return Long.parseLong(name.substring("audit-".length(), name.indexOf('.')));
    }

    Path head() {
        return folder.resolve("head.json");
    }

    Path lock() {
        return folder.resolve("lock");
    }

    /** The log's files, in the order in which they were written. */
    List<Path> files() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(file -> file.getFileName().toString().matches("audit-[0-9]{12}\\.jsonl"))
                    .sorted()
                    .toList();
        }
    }
}
