package io.mistnet.node.config;

import io.mistnet.node.config.Problem.Severity;
import java.util.ArrayList;
import java.util.List;

/** Gathers the problems of one file, so that a reader names all of them at once. Not safe for use by several threads. */
public final class Problems {

    private final String file;
    private final List<Problem> found = new ArrayList<>();

    /** @param file the file's name, for messages */
    public Problems(String file) {
        this.file = file;
    }

    public void error(int line, String path, String what) {
        found.add(new Problem(Severity.ERROR, where(line, path), what));
    }

    public void error(String path, String what) {
        error(-1, path, what);
    }

    public void warning(String path, String what) {
        found.add(new Problem(Severity.WARNING, where(-1, path), what));
    }

    public List<Problem> all() {
        return List.copyOf(found);
    }

    public boolean anyError() {
        return found.stream().anyMatch(Problem::isError);
    }

    /** @throws ConfigFileException where there is an error; it names all of them */
    public void throwIfAny() {
        if (anyError()) {
            throw new ConfigFileException(all());
        }
    }

    private String where(int line, String path) {
        String place = line > 0 ? file + ":" + line : file;
        return path.isEmpty() ? place : place + ": " + path;
    }
}
