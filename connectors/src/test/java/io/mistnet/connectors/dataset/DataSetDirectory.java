package io.mistnet.connectors.dataset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** A directory of small data set files, written by a test. */
record DataSetDirectory(Path path) {

    DataSetDirectory with(String name, String... lines) {
        return withBytes(name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    DataSetDirectory withBytes(String name, byte[] bytes) {
        try {
            Files.write(path.resolve(name), name.endsWith(".gz") ? gzip(bytes) : bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file(String name) {
        return path.resolve(name);
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        }
        return zipped.toByteArray();
    }

    static List<TransferRow> transfers(DataSet data) {
        List<TransferRow> rows = new ArrayList<>();
        data.forEachTransfer(rows::add);
        return rows;
    }
}
