package io.mistnet.node.console.casework;

import io.mistnet.node.casework.Field;
import io.mistnet.node.casework.Problem;
import io.mistnet.node.console.Form;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a form shows: what somebody entered, and what is wrong with it. A form that was refused keeps what was entered.
 *
 * @param values by the names of the form's fields
 * @param problems what is wrong
 */
public record Entered(Map<String, String> values, Map<Field, Problem> problems) {

    /** An empty form. */
    public static final Entered NOTHING = new Entered(Map.of(), Map.of());

    public Entered {
        values = Map.copyOf(values);
        problems = Map.copyOf(problems);
    }

    /** A form with these values in it. */
    public static Entered of(Map<Field, String> values) {
        Map<String, String> named = new HashMap<>();
        values.forEach((field, value) -> named.put(name(field), value));
        return new Entered(named, Map.of());
    }

    /** What somebody sent, and what is wrong with it. */
    public static Entered of(Form form, Map<Field, Problem> problems) {
        Map<String, String> values = new HashMap<>();
        form.fields().keySet().forEach(name -> form.text(name).ifPresent(value -> values.put(name, value)));
        return new Entered(values, problems);
    }

    /** A field's name in forms. */
    public static String name(Field field) {
        return field.name().toLowerCase(Locale.ROOT);
    }

    public String value(Field field) {
        return value(name(field));
    }

    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    public boolean isWrong(Field field) {
        return problems.containsKey(field);
    }

    /** What is wrong with a field; null where nothing is. */
    public @Nullable Problem problem(Field field) {
        return problems.get(field);
    }

    @Override
    public String toString() {
        return "Entered(not shown)";
    }
}
