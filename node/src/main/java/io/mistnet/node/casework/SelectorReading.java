package io.mistnet.node.casework;

import io.mistnet.connectors.selector.InvalidSelectorException;
import io.mistnet.connectors.selector.Region;
import io.mistnet.connectors.selector.Selector;
import io.mistnet.connectors.selector.SelectorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a text that somebody typed can be. It is found out within the institution; nothing is sent for it.
 *
 * @param possible the selectors that it can be read as, the one that tells most first; empty where it is none
 * @param problem why it is none, without the text; empty where it is one
 */
public record SelectorReading(List<Selector> possible, Optional<String> problem) {

    /** Patterns in which no part can take what the next one takes: read in one pass, whatever the text. */
    private static final Pattern LIKE_IBAN = Pattern.compile("(?s)[A-Za-z]{2}[0-9]{2}.*");

    private static final Pattern LIKE_IP =
            Pattern.compile("[0-9]*[.][0-9]*[.][0-9]*[.][0-9.]*|[0-9A-Fa-f]*:[0-9A-Fa-f]*:.*");

    private static final List<SelectorType> MOST_TELLING_FIRST = List.of(
            SelectorType.IBAN,
            SelectorType.IP,
            SelectorType.EMAIL,
            SelectorType.NAME_DOB,
            SelectorType.HANDLE,
            SelectorType.PHONE);

    public SelectorReading {
        possible = List.copyOf(possible);
    }

    /**
     * Reads a text.
     *
     * @param type what it is, where that is known; otherwise it is found out
     * @param region where a phone number without country code is dialled
     */
    public static SelectorReading of(String text, Optional<SelectorType> type, Optional<Region> region) {
        if (type.isPresent()) {
            return of(text, type.get(), region);
        }
        List<Selector> possible = new ArrayList<>();
        for (SelectorType each : MOST_TELLING_FIRST) {
            possible.addAll(of(text, each, region).possible());
        }
        return possible.isEmpty() ? of(text, likely(text), region) : new SelectorReading(possible, Optional.empty());
    }

    /** The one selector that it is; empty where it is none, or could be several. */
    public Optional<Selector> only() {
        return possible.size() == 1 ? Optional.of(possible.get(0)) : Optional.empty();
    }

    private static SelectorReading of(String text, SelectorType type, Optional<Region> region) {
        try {
            return new SelectorReading(List.of(Selector.parse(type, text, region)), Optional.empty());
        } catch (InvalidSelectorException e) {
            return new SelectorReading(List.of(), Optional.of(String.valueOf(e.getMessage())));
        }
    }

    /** What somebody probably meant whose text is nothing as it stands; it decides what they are told. */
    private static SelectorType likely(String text) {
        String plain = text.strip();
        if (LIKE_IBAN.matcher(plain).matches()) {
            return SelectorType.IBAN;
        }
        if (LIKE_IP.matcher(plain).matches()) {
            return SelectorType.IP;
        }
        if (plain.indexOf(':') > 0) {
            return SelectorType.HANDLE;
        }
        return plain.indexOf('@') >= 0 ? SelectorType.EMAIL : SelectorType.PHONE;
    }

    @Override
    public String toString() {
        return "SelectorReading(not shown)";
    }
}
