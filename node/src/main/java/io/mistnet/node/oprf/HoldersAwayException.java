package io.mistnet.node.oprf;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Too few holders answered, so nothing could be evaluated. The message names each one and its reason. */
public final class HoldersAwayException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, String> reasons;

    private final boolean hasRefusal;

    /** @param hasRefusal whether a holder could be reached and refused */
    HoldersAwayException(int needed, Map<String, String> reasons, boolean hasRefusal) {
        super("%d holders of the lookup's key are needed, and too few answered: %s"
                .formatted(
                        needed,
                        new TreeMap<>(reasons)
                                .entrySet().stream()
                                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                                        .collect(Collectors.joining("; "))));
        this.hasRefusal = hasRefusal;
        this.reasons = Collections.unmodifiableMap(new TreeMap<>(reasons));
    }

    /** Why each did not answer, by the institution's id. */
    public Map<String, String> reasons() {
        return reasons;
    }

    /** Whether a holder could be reached and refused: the authorisation is not good for these evaluations, or no more. */
    public boolean hasRefusal() {
        return hasRefusal;
    }
}
