package io.mistnet.node.config;

/**
 * One thing that is wrong with a file.
 *
 * @param severity whether the file can be used all the same
 * @param where the file, the line where known, and the key's path
 * @param what what is wrong and what was expected
 */
public record Problem(Severity severity, String where, String what) {

    /** Whether a file with the problem is refused. */
    public enum Severity {
        ERROR,
        WARNING
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public String toString() {
        return (isError() ? "error: " : "warning: ") + where + ": " + what;
    }
}
