package io.mistnet.node.lookup.http;

import io.mistnet.protocols.retrieval.IntelligenceCategory;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The names of categories, as investigators write and read them: {@code mule-account}. */
public final class Categories {

    private Categories() {}

    /** @throws IllegalArgumentException where there is no such category; the message lists them */
    public static IntelligenceCategory parse(String name) {
        return Arrays.stream(IntelligenceCategory.values())
                .filter(category -> nameOf(category.name()).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("category: expected one of "
                        + Arrays.stream(IntelligenceCategory.values())
                                .map(category -> nameOf(category.name()))
                                .collect(Collectors.joining(", "))));
    }

    static String nameOf(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
