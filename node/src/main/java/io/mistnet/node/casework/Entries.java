package io.mistnet.node.casework;

import io.mistnet.node.casework.Problem.Kind;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Checks what somebody filled in, field by field, and tells all that is wrong at once. What is taken can be kept in every database and shown anywhere: no control characters, and none that change how others are shown.
 */
final class Entries {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private final Map<Field, Problem> problems = new EnumMap<>(Field.class);

    /** Text in one line, as it may stand in an authorisation. */
    String line(Field field, Optional<String> entered, int mostBytes) {
        String text = entered.map(String::strip).orElse("");
        if (text.isEmpty()) {
            problems.put(field, Problem.of(Kind.MISSING));
        } else if (text.codePoints().anyMatch(Entries::isUnseen)) {
            problems.put(field, Problem.of(Kind.UNSEEN));
        } else if (text.getBytes(StandardCharsets.UTF_8).length > mostBytes) {
            problems.put(field, Problem.of(Kind.TOO_LONG, mostBytes));
        }
        return text;
    }

    /** Text that may have several lines. */
    String lines(Field field, Optional<String> entered, int mostCharacters) {
        String text = entered.map(Entries::plainLineEnds).map(String::strip).orElse("");
        if (text.isEmpty()) {
            problems.put(field, Problem.of(Kind.MISSING));
        } else if (text.codePoints().anyMatch(c -> isUnseen(c) && !isOfLongText(c))) {
            problems.put(field, Problem.of(Kind.UNSEEN));
        } else if (text.length() > mostCharacters) {
            problems.put(field, Problem.of(Kind.TOO_LONG, mostCharacters));
        }
        return text;
    }

    /** A whole number from 0 on. */
    int number(Field field, Optional<String> entered, int most) {
        String text = entered.map(String::strip).orElse("");
        if (text.isEmpty()) {
            problems.put(field, Problem.of(Kind.MISSING));
            return 0;
        }
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) > most) {
            problems.put(field, Problem.of(Kind.NO_NUMBER, most));
            return 0;
        }
        return Integer.parseInt(text);
    }

    /** @throws UnfitEntryException where anything was wrong */
    void requireFit() {
        if (!problems.isEmpty()) {
            throw new UnfitEntryException(problems);
        }
    }

    private static String plainLineEnds(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static boolean isUnseen(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** Line ends, tabs, and the joiners that Persian and emoji are written with. */
    private static boolean isOfLongText(int codePoint) {
        return codePoint == '\n'
                || codePoint == '\t'
                || codePoint == ZERO_WIDTH_NON_JOINER
                || codePoint == ZERO_WIDTH_JOINER;
    }
}
