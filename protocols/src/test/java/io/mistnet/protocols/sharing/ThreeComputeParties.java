package io.mistnet.protocols.sharing;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.CountedChannel;
import io.mistnet.protocols.channel.InMemoryChannel;
import io.mistnet.protocols.channel.InMemoryChannel.Ends;
import io.mistnet.protocols.channel.RoundClock;
import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.channel.Traffic;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Three compute parties in one process, a thread each, joined in memory: what a step of a protocol is tested on. Counts words and rounds. */
public final class ThreeComputeParties {

    private final Map<Party, Map<Party, Channel>> channels = new EnumMap<>(Party.class);
    private final Map<Party, Traffic> traffic = new EnumMap<>(Party.class);
    private final Map<Party, RoundClock> clocks = new EnumMap<>(Party.class);
    private final Map<Party, ComputeSession> sessions = new EnumMap<>(Party.class);

    public ThreeComputeParties(long seed) {
        for (Party party : Party.values()) {
            channels.put(party, new EnumMap<>(Party.class));
            traffic.put(party, new Traffic());
            clocks.put(party, new RoundClock());
        }
        for (PartyPair pair : PartyPair.values()) {
            join(pair);
        }
        for (Party party : Party.values()) {
            Map<Party, Seed> seeds = new EnumMap<>(Party.class);
            for (PartyPair pair : PartyPair.values()) {
                if (pair.has(party)) {
                    seeds.put(pair.other(party), seed(seed, numberOf(pair)));
                }
            }
            sessions.put(
                    party, new ComputeSession(party, channels.get(party), seeds, seed(seed, 10 + numberOf(party))));
        }
    }

    private void join(PartyPair pair) {
        Party first = pair == PartyPair.P12 ? Party.P1 : Party.P0;
        Party second = pair.other(first);
        Ends ends = InMemoryChannel.pair(first.name(), second.name(), Duration.ofSeconds(20));
        Ends timed = RoundClock.onto(ends.first(), clocks.get(first), ends.second(), clocks.get(second));
        channels.get(first).put(second, new CountedChannel(timed.first(), traffic.get(first)));
        channels.get(second).put(first, new CountedChannel(timed.second(), traffic.get(second)));
    }

    /** Any seed, for tests. */
    /** Of a party, or a pair of them: from 0. */
    public static <E extends Enum<E>> int numberOf(E one) {
        return List.of(one.getDeclaringClass().getEnumConstants()).indexOf(one);
    }

    public static Seed seed(long number, int which) {
        return Seed.of(
                ByteBuffer.allocate(Seed.BYTES).putLong(number).putInt(which).array());
    }

    /** The channels of a party, before any session's seeds are agreed. */
    public Map<Party, Channel> channels(Party party) {
        return channels.get(party);
    }

    /** Words that all three sent in a phase until now. */
    public long wordsOf(String phase) {
        return traffic.values().stream()
                .mapToLong(sent -> sent.wordsByPhase().getOrDefault(phase, 0L))
                .sum();
    }

    /** The longest chain of messages until now. */
    private int rounds() {
        return clocks.values().stream().mapToInt(RoundClock::rounds).max().orElse(0);
    }

    /** Rounds of a step at which P2 may have sent ahead what it deals. */
    public <R> int roundsOf(Function<ComputeSession, R> step) {
        Step before = Step.of("before");
        run(session -> {
            if (!session.is(Party.P2)) {
                Exchange.sum(session, before, PartyPair.P01.other(session.me()), new long[1], 0, 1);
            }
            return session.me();
        });
        int start = rounds();
        run(step);
        return rounds() - start;
    }

    /** Runs the same step at all three; the first failure ends all. */
    public <R> Map<Party, R> run(Function<ComputeSession, R> step) {
        return runAsParties(party -> step.apply(sessions.get(party)));
    }

    private record Done<R>(Party party, R result) {}

    public static <R> Map<Party, R> runAsParties(Function<Party, R> step) {
        ExecutorService threads = Executors.newFixedThreadPool(Party.values().length);
        try {
            CompletionService<Done<R>> running = new ExecutorCompletionService<>(threads);
            List<Future<Done<R>>> begun = new ArrayList<>();
            for (Party party : Party.values()) {
                begun.add(running.submit(() -> new Done<>(party, step.apply(party))));
            }
            Map<Party, R> results = new EnumMap<>(Party.class);
            for (int k = 0; k < begun.size(); k++) {
                Done<R> done = running.take().get();
                results.put(done.party(), done.result());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
