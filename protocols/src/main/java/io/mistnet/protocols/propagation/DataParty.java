package io.mistnet.protocols.propagation;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.CommittedChannel;
import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.permutation.Permutation;
import io.mistnet.protocols.sharing.Blocks;
import io.mistnet.protocols.sharing.PackedInts;
import io.mistnet.protocols.sharing.Party;
import io.mistnet.protocols.sharing.PartyPair;
import io.mistnet.protocols.sharing.RandomWords;
import io.mistnet.protocols.sharing.Seed;
import io.mistnet.protocols.sharing.Words;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One bank's part in an attempt at an epoch (an input and a result party of ISO/IEC 4922-2): it deals shares of its ledger to the three compute parties, and opens what they computed for its own
 * accounts.
 *
 * <p><b>What is dealt.</b> Every vector goes to two parties only, as two additive halves, one of which comes from a seed: risks and weights to P0 (seed) and P1, tags to P0 (seed) and P2. So any two
 * halves are a valid value, and no two parties can be told different things of it. The two arrangements go out as permutations of three segments, of which {P0, P1} and {P1, P2} get seeds and {P0, P2} a
 * list; the two who hold a segment compare what they got.
 * <p><b>What each compute party learns.</b> The padded sizes of the block. What it receives is uniform and independent of the ledger.
 * <p><b>What this bank learns.</b> The output for its own accounts.
 * <p><b>Cost.</b> With S and D rows of the two orders and n accounts: n + 3 S + 3 D words, and D more for each different delta.
 *
 * <p>The three calls of {@link #deal} may run in three threads.
 */
public final class DataParty {

    private final BankBlock block;
    private final Ledger ledger;
    private final Policy policy;
    private final Seed seed;
    private final Map<Party, byte[]> commitments = new EnumMap<>(Party.class);

    /**
     * @param secrets what this bank shares with each other bank
     * @param freshRandomness 32 bytes that no other attempt uses
     */
    public DataParty(Ledger ledger, Policy policy, EpochId id, PairSecrets secrets, byte[] freshRandomness) {
        this.ledger = ledger;
        this.policy = policy;
        this.seed = Seed.of(freshRandomness);
        this.block = new BankBlock(ledger, policy, id, secrets, seed);
    }

    public BlockSizes sizes() {
        return block.sizes();
    }

    /** Deals one compute party its part. */
    public void deal(Party to, Channel channel) {
        CommittedChannel committed = new CommittedChannel(channel);
        switch (to) {
            case P0 -> dealToP0(committed);
            case P1 -> dealToP1(committed);
            case P2 -> dealToP2(committed);
        }
        synchronized (commitments) {
            commitments.put(to, committed.commitment());
        }
    }

    /**
     * The SHA-256 of all that was dealt to a party, which knows the same: what the bank signs.
     *
     * @throws IllegalStateException where nothing was dealt to it
     */
    public byte[] commitment(Party to) {
        synchronized (commitments) {
            byte[] commitment = commitments.get(to);
            if (commitment == null) {
                throw new IllegalStateException("nothing was dealt to " + to);
            }
            return commitment.clone();
        }
    }

    /**
     * Opens this bank's results.
     *
     * @return for every own account: 0 or 1 with flags and taint, the number of thresholds reached with bands, or the risk
     */
    public double[] open(Channel p0, Channel p1) {
        return Release.open(p0, p1, policy, sizes().accounts(), ledger.accounts());
    }

    private void dealToP0(Channel channel) {
        send(channel, DealingSteps.SEEDS, segmentSeed(PartyPair.P01).toWords());
        send(channel, DealingSteps.SEEDS, halves().toWords());
        sendExplicitSegments(channel);
    }

    private void dealToP1(Channel channel) {
        send(channel, DealingSteps.SEEDS, segmentSeed(PartyPair.P01).toWords());
        send(channel, DealingSteps.SEEDS, segmentSeed(PartyPair.P12).toWords());
        sendHalf(channel, DealingSteps.RISK, block.risk());
        for (int vector = 0; vector < Schedule.of(policy).vectors(); vector++) {
            BankWeights weights = block.weights(vector);
            sendHalf(channel, DealingSteps.weights(vector), weights.rows());
            if (DealtInput.hasOutside(policy)) {
                sendHalf(channel, DealingSteps.outside(vector), weights.outside());
            }
        }
    }

    private void dealToP2(Channel channel) {
        send(channel, DealingSteps.SEEDS, segmentSeed(PartyPair.P12).toWords());
        sendExplicitSegments(channel);
        sendTags(channel, DealingSteps.senderTags(), block.tags().senders());
        sendTags(channel, DealingSteps.receiverTags(), block.tags().receivers());
    }

    private void sendTags(Channel channel, List<Step> steps, long[][] lanes) {
        for (int lane = 0; lane < lanes.length; lane++) {
            sendHalf(channel, steps.get(lane), lanes[lane]);
        }
    }

    private void sendExplicitSegments(Channel channel) {
        PackedInts.send(channel, DealingSteps.TO_SENDERS, explicit(DealingSteps.TO_SENDERS, block.toSenders()));
        PackedInts.send(channel, DealingSteps.TO_ACCOUNTS, explicit(DealingSteps.TO_ACCOUNTS, block.toAccounts()));
    }

    /** The third segment: what the first two leave to be done of the whole permutation. */
    private int[] explicit(Step step, Permutation whole) {
        Permutation first = Permutation.random(
                whole.rows(), segmentSeed(PartyPair.P01).derive(step).words());
        Permutation second = Permutation.random(
                whole.rows(), segmentSeed(PartyPair.P12).derive(step).words());
        return second.inverse().then(first.inverse().then(whole)).index();
    }

    /** Sends what is left of a vector when the half that comes from the seed is taken off. The vector is used up. */
    private void sendHalf(Channel channel, Step step, long[] vector) {
        RandomWords words = halves().derive(step).words();
        long[] half = new long[Channel.BLOCK_WORDS];
        Blocks.each(vector.length, (offset, count) -> {
            words.fill(half, 0, count);
            Words.subtract(vector, offset, half, count);
            channel.send(step, vector, offset, count);
        });
    }

    private static void send(Channel channel, Step step, long[] words) {
        channel.send(step, words, 0, words.length);
    }

    private Seed segmentSeed(PartyPair pair) {
        return seed.derive("segments of " + pair);
    }

    private Seed halves() {
        return seed.derive("halves of P0");
    }
}
