package io.mistnet.node.lookup.http;

import io.mistnet.connectors.selector.Region;
import io.mistnet.connectors.selector.Selector;
import io.mistnet.connectors.selector.SelectorType;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads selectors as investigators write them. */
public final class Selectors {

    private Selectors() {}

    /**
     * @param type one of {@link SelectorType}'s ids
     * @throws IllegalArgumentException where there is no such type
     * @throws io.mistnet.connectors.selector.InvalidSelectorException where the text is none of this type
     */
    public static Selector parse(String type, String text, Optional<Region> region) {
        return Selector.parse(type(type), text, region);
    }

    /** @throws IllegalArgumentException where there is no such type; the message lists them */
    public static SelectorType type(String id) {
        return SelectorType.of(id)
                .orElseThrow(() -> new IllegalArgumentException("type: expected one of "
                        + Arrays.stream(SelectorType.values())
                                .map(SelectorType::id)
                                .collect(Collectors.joining(", "))));
    }

    static Optional<Region> region(@Nullable String code) {
        return Optional.ofNullable(code).map(Region::new);
    }
}
