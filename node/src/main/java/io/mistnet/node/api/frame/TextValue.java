package io.mistnet.node.api.frame;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Texts that were sent, as what they stand for. */
final class TextValue {

    static final String EXPECTED_TIME = "expected a time from 1970 to 9999 such as 2026-03-01T12:00:00Z";

    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private TextValue() {}

    static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant())
                    .filter(time -> !time.isBefore(FIRST) && !time.isAfter(LAST));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether it is a sequence of Unicode characters that a database keeps: no NUL, no half of a surrogate pair. */
    static boolean isText(String text) {
        return text.codePoints().noneMatch(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    static String expectedOne(Class<? extends Enum<?>> type) {
        StringBuilder ids = new StringBuilder();
        for (Enum<?> value : type.getEnumConstants()) {
            ids.append(ids.isEmpty() ? "" : ", ").append(EnumIds.of(value));
        }
        return "expected one of " + ids;
    }

    static String expectedNumber(long least, long most) {
        return "expected a whole number from %d to %d".formatted(least, most);
    }
}
