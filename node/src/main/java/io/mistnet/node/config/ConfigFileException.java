package io.mistnet.node.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration file that cannot be used. The message names every problem, one a line. */
public final class ConfigFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public ConfigFileException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = problems;
    }

    public List<Problem> problems() {
        return problems;
    }
}
