package io.mistnet.node.oprf;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Which holders an asker turns to: a random choice, so that load spreads; those that did not answer lately, or late, come last; those that deviated not at all, for a while. Thread-safe.
 */
final class HolderChoice {

    private static final Duration AWAY = Duration.ofSeconds(5);
    private static final Duration SLOW = Duration.ofMinutes(1);
    private static final Duration SIDELINED = Duration.ofHours(1);

    private record Sideline(Instant until, String reason) {}

    private final int holders;
    private final InstantSource clock;
    private final Random random;
    private final Map<Integer, Instant> away = new HashMap<>();
    private final Map<Integer, Sideline> sidelined = new HashMap<>();

    HolderChoice(int holders, InstantSource clock, Random random) {
        this.holders = holders;
        this.clock = clock;
        this.random = random;
    }

    /** Those that may be asked, in the order in which to ask them. */
    synchronized List<Integer> order() {
        Instant now = clock.instant();
        sidelined.values().removeIf(sideline -> sideline.until().isBefore(now));
        away.values().removeIf(until -> until.isBefore(now));
        List<Integer> order = new ArrayList<>(IntStream.rangeClosed(1, holders)
                .filter(holder -> !sidelined.containsKey(holder))
                .boxed()
                .toList());
        Collections.shuffle(order, random);
        order.sort(Comparator.comparing(away::containsKey));
        return order;
    }

    /** Why a holder is not asked at present. */
    synchronized Optional<String> sidelined(int holder) {
        return Optional.ofNullable(sidelined.get(holder))
                .map(sideline -> "not asked until %s: %s".formatted(sideline.until(), sideline.reason()));
    }

    synchronized void answered(int holder) {
        away.remove(holder);
    }

    synchronized void failed(int holder, HolderFailedException failure) {
        switch (failure.kind()) {
            case AWAY -> away.put(holder, clock.instant().plus(AWAY));
            case SLOW -> away.put(holder, clock.instant().plus(SLOW));
            case DEVIATED -> sidelined.put(holder, new Sideline(clock.instant().plus(SIDELINED), failure.reason()));
            case REFUSED, OTHER_GENERATION -> {
                // it is there, and does as it should
            }
        }
    }
}
