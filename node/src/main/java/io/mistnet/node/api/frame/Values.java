package io.mistnet.node.api.frame;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/** Named values that were sent, in a body or a query. One that cannot be read as what is asked for is empty, and noted: all that is wrong is told at once. */
public interface Values {

    Optional<String> text(String name);

    /** A whole number. */
    OptionalLong number(String name, long least, long most);

    OptionalDouble decimal(String name);

    /** A time with its offset from UTC, as ISO 8601 writes it. */
    Optional<Instant> time(String name);

    boolean flag(String name);

    <E extends Enum<E>> Optional<E> choice(String name, Class<E> type);

    /** Several of an enumeration; none where nothing was sent. */
    <E extends Enum<E>> Set<E> choices(String name, Class<E> type);

    /** Notes that a value cannot be taken. */
    void refuse(String name, String detail);
}
