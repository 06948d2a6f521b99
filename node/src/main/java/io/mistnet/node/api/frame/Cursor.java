package io.mistnet.node.api.frame;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/** Where the next page of a list begins, as a text that callers only hand back. */
public final class Cursor {

    private static final int MOST_CHARACTERS = 200;

    private Cursor() {}

    /**
     * Writes a position.
     *
     * @param list which list, and in which order: the cursor of another one is refused
     */
    public static String write(String list, String position) {
        byte[] bytes = (list + ":" + position).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Reads the value {@code cursor}; one that is not of this list is refused. */
    public static <T> Optional<T> read(Values values, String list, Function<String, Optional<T>> position) {
        Optional<String> sent = values.text("cursor");
        if (sent.isEmpty()) {
            return Optional.empty();
        }
        Optional<T> read = decoded(sent.get())
                .filter(text -> text.startsWith(list + ":"))
                .flatMap(text -> position.apply(text.substring(list.length() + 1)));
        if (read.isEmpty()) {
            values.refuse("cursor", "expected the next of a page of this list in this order");
        }
        return read;
    }

    /** Reads one whose positions are numbers. */
    public static Optional<Long> readNumber(Values values, String list) {
        return read(
                values,
                list,
                text -> text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty());
    }

    private static Optional<String> decoded(String cursor) {
        if (cursor.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
