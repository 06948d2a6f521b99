package io.mistnet.node.api;

import io.mistnet.connectors.selector.Region;
import io.mistnet.connectors.selector.Selector;
import io.mistnet.connectors.selector.SelectorType;
import io.mistnet.node.api.frame.FieldError;
import io.mistnet.node.api.frame.Fields;
import io.mistnet.node.api.frame.Problem;
import io.mistnet.node.api.frame.ProblemKind;
import io.mistnet.node.casework.SelectorReading;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A selector as it was sent: a value, and its type where that is known.
 *
 * @param value as people write it
 * @param type empty where it is to be found out
 */
record SentSelector(String value, Optional<SelectorType> type) {

    static SentSelector read(Fields fields) {
        return new SentSelector(fields.requiredText("value"), fields.choice("type", SelectorType.class));
    }

    /** Where phone numbers without country code are dialled. */
    static Optional<Region> region(Optional<String> code) {
        try {
            return code.map(Region::new);
        } catch (IllegalArgumentException e) {
            throw Problem.of(ProblemKind.UNFIT, "The region is none.")
                    .withErrors(List.of(new FieldError("region", String.valueOf(e.getMessage()))))
                    .asException();
        }
    }

    SelectorReading reading(Optional<Region> region) {
        return SelectorReading.of(value, type, region);
    }

    /** Why a text is not one selector, without the text. */
    static String problem(SelectorReading reading) {
        return reading.problem()
                .orElseGet(() -> "it could be %s; name the type"
                        .formatted(reading.possible().stream()
                                .map(selector -> selector.type().id())
                                .collect(Collectors.joining(" or "))));
    }

    /** @throws io.mistnet.node.api.frame.ProblemException where it is not one selector */
    Selector selector(Optional<Region> region) {
        SelectorReading reading = reading(region);
        return reading.only()
                .orElseThrow(() -> Problem.of(ProblemKind.UNFIT, "The text is not one selector.")
                        .withErrors(List.of(new FieldError("selector.value", problem(reading))))
                        .asException());
    }

    @Override
    public String toString() {
        return "SentSelector(not shown)";
    }
}
