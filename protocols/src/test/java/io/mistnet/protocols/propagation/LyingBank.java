package io.mistnet.protocols.propagation;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.sharing.Party;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A bank that changes what it deals on its way to the compute parties. As halves add up, adding to one party's half adds to the value. */
final class LyingBank implements ThreeParties.Bank {

    /** What is done to one block, which may be changed in place. */
    interface Lie {
        /**
         * Changes a block.
         *
         * @param number the block's number among those of its step to this party, from 0
         */
        void tell(Party to, Step step, int number, long[] words);

        default Lie and(Lie next) {
            return (to, step, number, words) -> {
                tell(to, step, number, words);
                next.tell(to, step, number, words);
            };
        }
    }

    private final ThreeParties.Bank honest;
    private final Lie lie;
    private final Set<Party> reached;

    LyingBank(ThreeParties.Bank honest, Lie lie) {
        this(honest, lie, Set.of(Party.values()));
    }

    /** A bank that deals to some of the compute parties only. */
    LyingBank(ThreeParties.Bank honest, Lie lie, Set<Party> reached) {
        this.honest = honest;
        this.lie = lie;
        this.reached = reached;
    }

    /** Adds to one word of the first block of a vector that is dealt to {@code to} explicitly. */
    static Lie adds(Party to, Step step, int row, long more) {
        return (party, at, number, words) -> {
            if (party == to && at.equals(step) && number == 0) {
                words[row] += more;
            }
        };
    }

    /** Changes one of the lists that are dealt to P0 and P2, alike. */
    static Lie relists(Step step, Consumer<int[]> change) {
        return (party, at, number, words) -> {
            if (at.equals(step)) {
                edit(words, change);
            }
        };
    }

    /** Changes it at one of them only. */
    static Lie relistsTo(Party to, Step step, Consumer<int[]> change) {
        return (party, at, number, words) -> {
            if (party == to && at.equals(step)) {
                edit(words, change);
            }
        };
    }

    private static void edit(long[] words, Consumer<int[]> change) {
        int[] list = new int[2 * words.length];
        Arrays.setAll(list, k -> (int) (words[k / 2] >>> (32 * (k % 2))));
        change.accept(list);
        for (int k = 0; k < words.length; k++) {
            words[k] = (list[2 * k] & 0xffff_ffffL) | (long) list[2 * k + 1] << 32;
        }
    }

    @Override
    public BlockSizes sizes() {
        return honest.sizes();
    }

    @Override
    public boolean reaches(Party party) {
        return reached.contains(party);
    }

    @Override
    public void deal(Party to, Channel channel) {
        honest.deal(to, new Channel() {
            private final Map<Step, Integer> numbers = new HashMap<>();

            @Override
            public String peer() {
                return channel.peer();
            }

            @Override
            public void send(Step step, long[] words, int offset, int count) {
                long[] block = Arrays.copyOfRange(words, offset, offset + count);
                lie.tell(to, step, numbers.merge(step, 1, Integer::sum) - 1, block);
                channel.send(step, block, 0, count);
            }

            @Override
            public void receive(Step step, long[] words, int offset, int count) {
                channel.receive(step, words, offset, count);
            }
        });
    }

    @Override
    public double[] open(Channel p0, Channel p1) {
        return honest.open(p0, p1);
    }
}
