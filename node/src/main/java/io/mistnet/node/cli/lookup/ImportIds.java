package io.mistnet.node.cli.lookup;

import io.mistnet.node.storage.DurableFile;
import io.mistnet.protocols.retrieval.RecordId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * The file of an import's ids: a line for each row of its records, empty where there is no record. It is written before anything is sent, so that whatever breaks, no record is in the database under an id that nobody knows.
 */
final class ImportIds {

    private final Path file;
    private final List<String> ids;

    private ImportIds(Path file, List<String> ids) {
        this.file = file;
        this.ids = ids;
    }

    /** Draws an id for each good row and writes the new file. */
    static ImportIds begin(Path file, RecordFile records, SecureRandom random) throws IOException {
        ImportIds begun = new ImportIds(file, new ArrayList<>());
        records.rows().forEach(row -> begun.ids.add(row.isPresent() ? draw(random) : ""));
        Files.createFile(file);
        begun.write();
        return begun;
    }

    /**
     * Takes the file of an import that broke off; rows that were refused then get another id.
     *
     * @throws IOException where it is not of these records
     */
    static ImportIds resume(Path file, RecordFile records, SecureRandom random) throws IOException {
        List<String> ids = new ArrayList<>(Files.readAllLines(file));
        if (ids.size() != records.rows().size()) {
            throw new IOException("%s has %d lines, and there are %d rows; it is of another import"
                    .formatted(file, ids.size(), records.rows().size()));
        }
        for (int row = 0; row < ids.size(); row++) {
            if (records.rows().get(row).isEmpty()) {
                ids.set(row, "");
            } else if (ids.get(row).isEmpty()) {
                ids.set(row, draw(random));
            } else {
                requireId(file, row, ids.get(row));
            }
        }
        ImportIds resumed = new ImportIds(file, ids);
        resumed.write();
        return resumed;
    }

    String of(int row) {
        return ids.get(row);
    }

    /** There is no record of the row. */
    void drop(int row) {
        ids.set(row, "");
    }

    /** On disk when this returns. */
    void write() throws IOException {
        StringBuilder lines = new StringBuilder();
        ids.forEach(id -> lines.append(id).append(System.lineSeparator()));
        DurableFile.replace(file.toAbsolutePath(), lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String draw(SecureRandom random) {
        return new RecordId(random.nextLong(), random.nextLong()).toString();
    }

    private static void requireId(Path file, int row, String id) throws IOException {
        try {
            RecordId.parse(id);
        } catch (IllegalArgumentException e) {
            throw new IOException("%s, line %d: %s".formatted(file, row + 1, e.getMessage()), e);
        }
    }
}
