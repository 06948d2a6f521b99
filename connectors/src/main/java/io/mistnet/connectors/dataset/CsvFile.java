package io.mistnet.connectors.dataset;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The characters of a file in UTF-8, gzip if its name ends in {@code .gz}. */
final class CsvFile {

    private static final int BUFFER = 1 << 16;
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private CsvFile() {}

    static Reader open(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        try {
            boolean gzip = file.getFileName().toString().endsWith(".gz");
            InputStream plain = gzip ? new GZIPInputStream(bytes, BUFFER) : bytes;
            // A decoder, not a charset: it refuses what is not UTF-8 where the charset would put question marks.
            Reader text = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8.newDecoder()), BUFFER);
            skipByteOrderMark(text);
            return text;
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    private static void skipByteOrderMark(Reader text) throws IOException {
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
    }

    static DataSetException unreadable(Path file, long line, Exception failure) {
        Throwable cause =
                failure instanceof UncheckedIOException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof NoSuchFileException) {
            return DataSetException.ofFile(file, "a file of this name");
        }
        if (cause instanceof EOFException) {
            return DataSetException.ofLine(file, line, "the rest of the file; the gzip stream is cut short");
        }
        if (cause instanceof ZipException) {
            return DataSetException.ofLine(file, line, "an intact gzip stream");
        }
        if (cause instanceof CharacterCodingException) {
            return DataSetException.ofLine(file, line, "UTF-8 text");
        }
        return DataSetException.ofLine(file, line, "CSV that can be read (RFC 4180): " + cause.getMessage());
    }
}
