package io.mistnet.node.window;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** How much of everything was counted since the store was made. */
public record Counters(Map<Counter, Long> values) {

    public Counters {
        EnumMap<Counter, Long> all = new EnumMap<>(Counter.class);
        for (Counter counter : Counter.values()) {
            all.put(counter, values.getOrDefault(counter, 0L));
        }
        values = Collections.unmodifiableMap(all);
    }

    static Counters none() {
        return new Counters(Map.of());
    }

    public long get(Counter counter) {
        return values.getOrDefault(counter, 0L);
    }

    Counters plus(Counters other) {
        EnumMap<Counter, Long> sums = new EnumMap<>(values);
        other.values.forEach((counter, value) -> sums.merge(counter, value, Math::addExact));
        return new Counters(sums);
    }
}
