package io.mistnet.protocols.sharing;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.Step;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What one compute party has for one attempt at an epoch: links to the other two, a seed in common with each of them, and randomness of its own.
 *
 * <p>Common randomness is addressed by step, never drawn from a running stream, so that it can be dealt ahead or in surplus. Each step's is handed out once: using it for two
 * masks would let their difference be seen.
 */
public final class ComputeSession {

    private final Party me;
    private final Map<Party, Channel> channels;
    private final Map<Party, Seed> seeds;
    private final Seed own;
    private final WordPool pool = new WordPool();
    private final Set<Use> used = new HashSet<>();

    private record Use(Party with, Step step) {}

    public ComputeSession(Party me, Map<Party, Channel> channels, Map<Party, Seed> seeds, Seed own) {
        this.me = me;
        this.channels = new EnumMap<>(channels);
        this.seeds = new EnumMap<>(seeds);
        this.own = own;
        for (Party party : Party.values()) {
            boolean other = party != me;
            if (channels.containsKey(party) != other || seeds.containsKey(party) != other) {
                throw new IllegalArgumentException(me + " needs a channel to and a seed with each of the other two");
            }
        }
    }

    public Party me() {
        return me;
    }

    public boolean is(Party party) {
        return me == party;
    }

    public Channel to(Party other) {
        Channel channel = channels.get(other);
        if (channel == null) {
            throw new IllegalArgumentException(me + " has no channel to itself");
        }
        return channel;
    }

    /** The words that this party and another have in common for a step. */
    public RandomWords common(Party other, Step step) {
        return commonSeed(other, step).words();
    }

    /**
     * The seed that this party and another have in common for a step.
     *
     * @throws IllegalStateException where it was handed out before
     */
    public Seed commonSeed(Party other, Step step) {
        Seed seed = seeds.get(other);
        if (seed == null) {
            throw new IllegalArgumentException(me + " has no seed in common with itself");
        }
        if (!used.add(new Use(other, step))) {
            throw new IllegalStateException("the randomness of " + step + " was used before");
        }
        return seed.derive(step);
    }

    /** Randomness of this party alone. */
    public Seed own(Step step) {
        if (!used.add(new Use(me, step))) {
            throw new IllegalStateException("the randomness of " + step + " was used before");
        }
        return own.derive(step);
    }

    public WordPool pool() {
        return pool;
    }
}
