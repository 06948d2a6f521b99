package io.mistnet.connectors.dataset;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** A data set that is not as its format demands: the file, the line and column where that can be said, and what was expected there. */
public final class DataSetException extends RuntimeException {

    private final Path file;
    private final long line;
    private final String column;

    private DataSetException(String message, Path file, long line, String column) {
        super(message);
        this.file = file;
        this.line = line;
        this.column = column;
    }

    static DataSetException ofFile(Path file, String expectation) {
        return new DataSetException("%s: expected %s".formatted(file, expectation), file, 0, "");
    }

    static DataSetException ofLine(Path file, long line, String expectation) {
        return new DataSetException("%s, line %d: expected %s".formatted(file, line, expectation), file, line, "");
    }

    static DataSetException ofCell(Path file, long line, String column, String expectation) {
        return new DataSetException(
                "%s, line %d, column %s: expected %s".formatted(file, line, column, expectation), file, line, column);
    }

    /** The file or directory at fault. */
    public Path file() {
        return file;
    }

    /** The line, counted from 1; the header is line 1. Empty where the whole file is at fault. */
    public OptionalLong line() {
        return line == 0 ? OptionalLong.empty() : OptionalLong.of(line);
    }

    /** The name of the column; empty where a whole line is at fault. */
    public Optional<String> column() {
        return Optional.of(column).filter(name -> !name.isEmpty());
    }
}
