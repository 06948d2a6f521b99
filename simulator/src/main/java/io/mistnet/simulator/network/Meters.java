package io.mistnet.simulator.network;

import io.mistnet.protocols.channel.CountedChannel;
import io.mistnet.protocols.channel.InMemoryChannel;
import io.mistnet.protocols.channel.RoundClock;
import io.mistnet.protocols.channel.Traffic;
import io.mistnet.simulator.network.EpochRun.Cost;
import io.mistnet.simulator.network.PhaseClock.Moment;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts and times what passes all links of one epoch. */
final class Meters {

    private static final String ITERATION = "iteration";
    private static final double NANOS = 1e9;

    private final Traffic traffic = new Traffic();
    private final Map<String, RoundClock> rounds = new ConcurrentHashMap<>();
    private final Map<String, PhaseClock> phases = new ConcurrentHashMap<>();
    private Moment start = Moment.NEVER;

    Links.Link onto(Links.Link link, String a, String b) {
        InMemoryChannel.Ends ends = RoundClock.onto(link.first(), roundsOf(a), link.second(), roundsOf(b));
        return new Links.Link(
                phasesOf(a).onto(new CountedChannel(ends.first(), traffic)),
                phasesOf(b).onto(new CountedChannel(ends.second(), traffic)));
    }

    /** Starts the clock. */
    void start() {
        start = Moment.now();
    }

    /** Says that a party has run to its end. */
    void stopped(String party) {
        phasesOf(party).stop();
    }

    Cost cost() {
        Moment now = Moment.now();
        Moment begin = phases.values().stream()
                .map(PhaseClock::begin)
                .min(Comparator.comparingLong(Moment::nanos))
                .orElse(Moment.NEVER);
        Moment end = phases.values().stream()
                .filter(phase -> phase.begin() != Moment.NEVER)
                .map(PhaseClock::end)
                .max(Comparator.comparingLong(Moment::nanos))
                .orElse(Moment.NEVER);
        return new Cost(
                (now.nanos() - start.nanos()) / NANOS,
                (now.cpuNanos() - start.cpuNanos()) / NANOS,
                (begin.nanos() - start.nanos()) / NANOS,
                (end.nanos() - begin.nanos()) / NANOS,
                (end.cpuNanos() - begin.cpuNanos()) / NANOS,
                traffic.bytes(),
                sumOfIterations(traffic.wordsByPhase()) * Long.BYTES,
                rounds.values().stream().mapToInt(RoundClock::rounds).max().orElse(0),
                rounds.values().stream()
                        .mapToInt(clock -> (int) sumOfIterations(clock.roundsByPhase()))
                        .max()
                        .orElse(0));
    }

    private static long sumOfIterations(Map<String, ? extends Number> byPhase) {
        return byPhase.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(ITERATION))
                .mapToLong(entry -> entry.getValue().longValue())
                .sum();
    }

    private RoundClock roundsOf(String party) {
        return rounds.computeIfAbsent(party, p -> new RoundClock());
    }

    private PhaseClock phasesOf(String party) {
        return phases.computeIfAbsent(party, p -> new PhaseClock());
    }
}
