package io.mistnet.node.config;

import com.typesafe.config.ConfigValue;
import java.util.Arrays;
import java.util.Locale;

/** Single values in their textual form. */
final class Scalars {

    private Scalars() {}

    static String text(ConfigValue value) {
        return switch (value.valueType()) {
            case STRING, NUMBER, BOOLEAN -> String.valueOf(value.unwrapped());
            default -> throw new IllegalArgumentException();
        };
    }

    static <E extends Enum<E>> E choice(String text, E[] choices) {
        for (E choice : choices) {
            if (written(choice).equals(text)) {
                return choice;
            }
        }
        throw new IllegalArgumentException("not " + text);
    }

    static <E extends Enum<E>> String oneOf(E[] choices) {
        return "one of "
                + String.join(", ", Arrays.stream(choices).map(Scalars::written).toList());
    }

    private static String written(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
