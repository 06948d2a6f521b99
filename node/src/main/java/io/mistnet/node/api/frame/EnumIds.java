package io.mistnet.node.api.frame;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Values of enumerations as the API writes them: {@code confirmed-mule}. */
public final class EnumIds {

    private EnumIds() {}

    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static <E extends Enum<E>> Optional<E> find(Class<E> type, String id) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> of(value).equals(id))
                .findFirst();
    }
}
