package io.mistnet.protocols.propagation;

import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.matching.TagMatching;
import io.mistnet.protocols.permutation.BlockPermutation;
import io.mistnet.protocols.permutation.Gather;
import io.mistnet.protocols.permutation.HiddenPermutation;
import io.mistnet.protocols.permutation.HiddenPermutation.Segment;
import io.mistnet.protocols.sharing.Additive;
import io.mistnet.protocols.sharing.ComputeSession;
import io.mistnet.protocols.sharing.PartyPair;
import java.util.List;
import java.util.function.ToIntFunction;

/** What the banks that take part dealt, one bank's block after the other, in the form in which the protocol takes it. */
final class StackedInputs implements TagMatching.Tags {

    private static final List<PartyPair> SEGMENTS = List.of(PartyPair.P01, PartyPair.P12, PartyPair.P02);

    private final ComputeSession session;
    private final List<DealtInput> inputs;
    private final Layout layout;
    private final HiddenPermutation toSenders;
    private final HiddenPermutation toAccounts;

    StackedInputs(ComputeSession session, List<DealtInput> inputs) {
        this.session = session;
        this.inputs = List.copyOf(inputs);
        this.layout = new Layout(inputs.stream().map(DealtInput::sizes).toList());
        this.toSenders = permutation(DealingSteps.TO_SENDERS, layout.senderRows());
        this.toAccounts = permutation(DealingSteps.TO_ACCOUNTS, layout.receiverRows());
    }

    Layout layout() {
        return layout;
    }

    /** V order to S order: from {P0, P1} to {P0, P2}. */
    HiddenPermutation toSenders() {
        return toSenders;
    }

    /** D order to V order: from {P0, P1} to {P0, P2}. */
    HiddenPermutation toAccounts() {
        return toAccounts;
    }

    /** Initial values of all accounts, between P0 and P1. */
    Additive risk() {
        return stack(PartyPair.P01, DealingSteps.RISK, BlockSizes::accounts, layout.accounts());
    }

    /** Weights in D order, between P0 and P1. */
    Additive weights(int vector) {
        return stack(PartyPair.P01, DealingSteps.weights(vector), BlockSizes::receiverRows, layout.receiverRows());
    }

    /** What senders outside the network add to each account, between P0 and P1. */
    Additive outside(int vector) {
        return stack(PartyPair.P01, DealingSteps.outside(vector), BlockSizes::accounts, layout.accounts());
    }

    @Override
    public Additive senders(int lane) {
        return stack(PartyPair.P02, DealingSteps.senderTags().get(lane), BlockSizes::senderRows, layout.senderRows());
    }

    @Override
    public Additive receivers(int lane) {
        return stack(
                PartyPair.P02, DealingSteps.receiverTags().get(lane), BlockSizes::receiverRows, layout.receiverRows());
    }

    private Additive stack(PartyPair holders, Step step, ToIntFunction<BlockSizes> rowsOf, int rows) {
        if (!holders.has(session.me())) {
            return Additive.elsewhere(holders, rows);
        }
        long[] part = session.pool().take(rows);
        int offset = 0;
        for (DealtInput input : inputs) {
            int count = rowsOf.applyAsInt(input.sizes());
            input.half(step, count, part, offset);
            offset += count;
        }
        return new Additive(holders, rows, part);
    }

    private HiddenPermutation permutation(Step step, int rows) {
        return new HiddenPermutation(SEGMENTS.stream()
                .map(pair -> new Segment(pair, segment(step, pair, rows)))
                .toList());
    }

    private Gather segment(Step step, PartyPair pair, int rows) {
        if (!pair.has(session.me())) {
            return Gather.unknown(rows);
        }
        return new BlockPermutation(
                inputs.stream().map(input -> input.segment(step, pair)).toList());
    }
}
