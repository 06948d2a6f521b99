package io.mistnet.simulator.cli;

import java.util.Arrays;

/**
 * What the logs look like: a node logs structured lines; the other commands are for people, who want to hear of warnings only.
 * The demonstration tells itself when a process of it ends; warnings of Kafka's clients would come between its lines.
 * The user's own choice, {@code MISTNET_LOG} and {@code MISTNET_LOG_LEVEL}, goes before both.
 */
final class LogFormat {

    private LogFormat() {}

    /** Must run before the first logger exists. */
    static void chooseFor(String[] args) {
        String command = Arrays.stream(args)
                .filter(argument -> !argument.startsWith("-"))
                .findFirst()
                .orElse("");
        if (!command.equals("node")) {
            byDefault("mistnet.log", "MISTNET_LOG", "plain");
            byDefault("mistnet.log.level", "MISTNET_LOG_LEVEL", "warn");
        }
        if (command.equals("demo")) {
            byDefault("mistnet.log.kafka", "MISTNET_LOG_LEVEL", "error");
        }
    }

    private static void byDefault(String property, String variable, String value) {
        if (System.getProperty(property) == null && System.getenv(variable) == null) {
            System.setProperty(property, value);
        }
    }
}
