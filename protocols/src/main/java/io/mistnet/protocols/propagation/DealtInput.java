package io.mistnet.protocols.propagation;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.CommittedChannel;
import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.permutation.Permutation;
import io.mistnet.protocols.sharing.Blocks;
import io.mistnet.protocols.sharing.PackedInts;
import io.mistnet.protocols.sharing.Party;
import io.mistnet.protocols.sharing.PartyPair;
import io.mistnet.protocols.sharing.Seed;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * What one bank dealt to one compute party: see {@link DataParty}. A list that is no permutation is kept as it came, for the parties to agree on leaving the bank out.
 *
 * <p>Sizes are known, and found to be allowed, before anything is received; no array is larger than they say.
 */
public final class DealtInput {

    private final Party me;
    private final BlockSizes sizes;
    private final Map<PartyPair, Seed> segmentSeeds = new EnumMap<>(PartyPair.class);
    private final Map<Step, int[]> lists = new HashMap<>();
    private final Map<Step, long[]> halves = new HashMap<>();
    private Seed halvesSeed = Seed.of(new byte[Seed.BYTES]);
    private byte[] commitment = new byte[0];

    private DealtInput(Party me, BlockSizes sizes) {
        this.me = me;
        this.sizes = sizes;
    }

    /** Receives what a bank deals, of the sizes that it announced. */
    public static DealtInput receive(Channel bank, Party me, BlockSizes sizes, Policy policy) {
        DealtInput input = new DealtInput(me, sizes);
        CommittedChannel channel = new CommittedChannel(bank);
        switch (me) {
            case P0 -> {
                input.receiveSegmentSeed(channel, PartyPair.P01);
                input.halvesSeed = receiveSeed(channel);
                input.receiveLists(channel);
            }
            case P1 -> {
                input.receiveSegmentSeed(channel, PartyPair.P01);
                input.receiveSegmentSeed(channel, PartyPair.P12);
                input.receiveValues(channel, policy);
            }
            case P2 -> {
                input.receiveSegmentSeed(channel, PartyPair.P12);
                input.receiveLists(channel);
                input.receiveTags(channel);
            }
        }
        input.commitment = channel.commitment();
        return input;
    }

    /** The SHA-256 of all that was received: what the bank's signature must be over. */
    public byte[] commitment() {
        return commitment.clone();
    }

    BlockSizes sizes() {
        return sizes;
    }

    /** Whether senders outside the network add anything to a risk. */
    static boolean hasOutside(Policy policy) {
        return policy.rule() == Policy.Rule.WEIGHTED && policy.outside().risk() > 0;
    }

    /** Whether the lists that came name each row of the bank's block exactly once. */
    boolean hasPermutations() {
        return lists.values().stream().allMatch(Permutation::isPermutation);
    }

    /** This party's part of a permutation dealt in three segments, for a pair that it belongs to. */
    Permutation segment(Step step, PartyPair pair) {
        int[] list = lists.get(step);
        if (pair == PartyPair.P02 && list != null) {
            return new Permutation(list);
        }
        int rows = step.equals(DealingSteps.TO_SENDERS) ? sizes.senderRows() : sizes.receiverRows();
        return Permutation.random(rows, segmentSeed(pair).derive(step).words());
    }

    /** Writes this party's half of a vector. */
    void half(Step step, int rows, long[] to, int offset) {
        long[] half = halves.get(step);
        if (half != null) {
            System.arraycopy(half, 0, to, offset, rows);
        } else {
            halvesSeed.derive(step).words().fill(to, offset, rows);
        }
    }

    /** Drops what was received, which is stacked by now. */
    void forget() {
        halves.clear();
        lists.clear();
    }

    /** The SHA-256 of all that this party and another were told alike. */
    byte[] digest(PartyPair pair) {
        MessageDigest digest = sha256();
        digest.update(bytes(sizes.accounts(), sizes.outgoing(), sizes.incoming()));
        if (pair == PartyPair.P02) {
            digest.update(bytes(lists.getOrDefault(DealingSteps.TO_SENDERS, new int[0])));
            digest.update(bytes(lists.getOrDefault(DealingSteps.TO_ACCOUNTS, new int[0])));
        } else {
            digest.update(segmentSeed(pair).toBytes());
        }
        return digest.digest();
    }

    private Seed segmentSeed(PartyPair pair) {
        Seed seed = segmentSeeds.get(pair);
        if (seed == null) {
            throw new IllegalStateException("%s has no seed of the segments of %s".formatted(me, pair));
        }
        return seed;
    }

    private void receiveSegmentSeed(Channel channel, PartyPair pair) {
        segmentSeeds.put(pair, receiveSeed(channel));
    }

    private static Seed receiveSeed(Channel channel) {
        long[] words = new long[Seed.WORDS];
        channel.receive(DealingSteps.SEEDS, words, 0, words.length);
        return Seed.ofWords(words, 0);
    }

    private void receiveLists(Channel channel) {
        receiveList(channel, DealingSteps.TO_SENDERS, sizes.senderRows());
        receiveList(channel, DealingSteps.TO_ACCOUNTS, sizes.receiverRows());
    }

    private void receiveList(Channel channel, Step step, int rows) {
        int[] list = new int[rows];
        PackedInts.receive(channel, step, list);
        lists.put(step, list);
    }

    private void receiveValues(Channel channel, Policy policy) {
        receiveHalf(channel, DealingSteps.RISK, sizes.accounts());
        for (int vector = 0; vector < Schedule.of(policy).vectors(); vector++) {
            receiveHalf(channel, DealingSteps.weights(vector), sizes.receiverRows());
            if (hasOutside(policy)) {
                receiveHalf(channel, DealingSteps.outside(vector), sizes.accounts());
            }
        }
    }

    private void receiveTags(Channel channel) {
        DealingSteps.senderTags().forEach(lane -> receiveHalf(channel, lane, sizes.senderRows()));
        DealingSteps.receiverTags().forEach(lane -> receiveHalf(channel, lane, sizes.receiverRows()));
    }

    private void receiveHalf(Channel channel, Step step, int rows) {
        long[] half = new long[rows];
        Blocks.each(rows, (offset, count) -> channel.receive(step, half, offset, count));
        halves.put(step, half);
    }

    private static byte[] bytes(int... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Integer.BYTES);
        bytes.asIntBuffer().put(numbers);
        return bytes.array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
