package io.mistnet.simulator.cli;

import java.util.Arrays;

/**
 * What the logs look like: a node logs structured lines; the other commands are for people, who want to hear of warnings only.
 * The user's own choice, {@code MISTNET_LOG} and {@code MISTNET_LOG_LEVEL}, goes before both.
 */
final class LogFormat {

    private LogFormat() {}

    /** Must run before the first logger exists. */
    static void chooseFor(String[] args) {
        boolean node = Arrays.stream(args)
                .filter(argument -> !argument.startsWith("-"))
                .findFirst()
                .filter("node"::equals)
                .isPresent();
        if (!node) {
            byDefault("mistnet.log", "MISTNET_LOG", "plain");
            byDefault("mistnet.log.level", "MISTNET_LOG_LEVEL", "warn");
        }
    }

    private static void byDefault(String property, String variable, String value) {
        if (System.getProperty(property) == null && System.getenv(variable) == null) {
            System.setProperty(property, value);
        }
    }
}
