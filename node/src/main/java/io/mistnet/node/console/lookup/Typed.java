package io.mistnet.node.console.lookup;

import io.mistnet.connectors.selector.Region;
import io.mistnet.connectors.selector.Selector;
import io.mistnet.connectors.selector.SelectorType;
import io.mistnet.node.casework.Field;
import io.mistnet.node.casework.Problem;
import io.mistnet.node.casework.SelectorReading;
import io.mistnet.node.console.Form;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands in the form's fields for the selector, and what it can be.
 *
 * @param isEmpty whether nothing stands there
 * @param possible what it can be, the most telling first
 * @param problems what is wrong with it
 */
public record Typed(boolean isEmpty, List<Selector> possible, Map<Field, Problem> problems) {

    /** What the field can hold: a person has fields of their own. */
    public static final List<SelectorType> TYPES =
            List.of(SelectorType.PHONE, SelectorType.IBAN, SelectorType.EMAIL, SelectorType.IP, SelectorType.HANDLE);

    private static final int MOST_CHARACTERS = 400;

    public Typed {
        possible = List.copyOf(possible);
        problems = Map.copyOf(problems);
    }

    static Typed of(Form form, Regions regions) {
        Optional<String> text = form.text("selector");
        Optional<String> name = form.text("name");
        Optional<String> born = form.text("born");
        if (text.isEmpty() && name.isEmpty() && born.isEmpty()) {
            return new Typed(true, List.of(), Map.of());
        }
        Optional<SelectorType> type = form.text("type").flatMap(SelectorType::of);
        if (form.text("type").isPresent() && type.isEmpty()) {
            return wrong(Field.TYPE, new Problem(Problem.Kind.UNKNOWN, 0, ""));
        }
        Optional<Region> region = regions.of(form.text("region"));
        if (form.text("region").isPresent() && region.isEmpty()) {
            return wrong(Field.REGION, new Problem(Problem.Kind.UNKNOWN, 0, ""));
        }
        if (text.isEmpty()) {
            return read(name.orElse("") + " " + born.orElse(""), Optional.of(SelectorType.NAME_DOB), region);
        }
        if (name.isPresent() || born.isPresent()) {
            return wrong(Field.SELECTOR, new Problem(Problem.Kind.OTHER, 0, ""));
        }
        return read(text.get(), type, region);
    }

    /** The one selector that it is, if it is one. */
    public Optional<Selector> only() {
        return possible.size() == 1 ? Optional.of(possible.get(0)) : Optional.empty();
    }

    private static Typed read(String text, Optional<SelectorType> type, Optional<Region> region) {
        if (text.length() > MOST_CHARACTERS) {
            return wrong(Field.SELECTOR, new Problem(Problem.Kind.TOO_LONG, MOST_CHARACTERS, ""));
        }
        SelectorReading reading = SelectorReading.of(text, type, region);
        Map<Field, Problem> problems = reading.problem()
                .map(reason -> Map.of(Field.SELECTOR, Problem.unfit(reason)))
                .orElse(Map.of());
        return new Typed(false, reading.possible(), problems);
    }

    private static Typed wrong(Field field, Problem problem) {
        return new Typed(false, List.of(), Map.of(field, problem));
    }

    @Override
    public String toString() {
        return "Typed(not shown)";
    }
}
