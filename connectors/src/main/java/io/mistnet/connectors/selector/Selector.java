package io.mistnet.connectors.selector;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a lookup asks for, and what a record is filed under: a type and a text in the type's canonical form, the same at all institutions.
 *
 * <p>WARNING: {@link #canonical} and {@link #input} are personal data. {@link #toString} shows the type alone.
 *
 * @param type what it names
 * @param canonical the text's one form
 */
public record Selector(SelectorType type, String canonical) {

    /** @throws InvalidSelectorException where the text is not canonical; {@link #parse} makes it so */
    public Selector {
        if (!type.canonical(canonical, Optional.empty()).equals(canonical)) {
            throw new InvalidSelectorException(type, "the text is not in its canonical form");
        }
    }

    /**
     * Reads a selector as people write it.
     *
     * @param region where a phone number without country code is dialled; without it such a number is refused
     * @throws InvalidSelectorException where the text is none of this type; the message says why, without the text
     */
    public static Selector parse(SelectorType type, String text, Optional<Region> region) {
        return new Selector(type, type.canonical(text, region));
    }

    /** The OPRF's input: UTF-8 of the type's name, a colon and the canonical text. */
    public byte[] input() {
        return (type.id() + ":" + canonical).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Selector[" + type + "]";
    }
}
