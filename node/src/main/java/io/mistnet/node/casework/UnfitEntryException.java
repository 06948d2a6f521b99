package io.mistnet.node.casework;

import java.util.EnumMap;
import java.util.Map;

/** Something that was filled in cannot be taken; nothing was changed. The message holds nothing of it. */
public final class UnfitEntryException extends RuntimeException {

    private final transient Map<Field, Problem> problems;

    /** @param problems at least one */
    public UnfitEntryException(Map<Field, Problem> problems) {
        super("unfit: " + problems.keySet());
        this.problems = Map.copyOf(new EnumMap<>(problems));
    }

    /** What is wrong with a single field. */
    public static UnfitEntryException of(Field field, Problem.Kind kind) {
        return new UnfitEntryException(Map.of(field, Problem.of(kind)));
    }

    /** What is wrong with a single field, in the words of a check. */
    public static UnfitEntryException of(Field field, String detail) {
        return new UnfitEntryException(Map.of(field, Problem.unfit(detail)));
    }

    public Map<Field, Problem> problems() {
        return problems;
    }
}
