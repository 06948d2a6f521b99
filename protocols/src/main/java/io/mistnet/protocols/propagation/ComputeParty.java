package io.mistnet.protocols.propagation;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.matching.TagMatching;
import io.mistnet.protocols.propagation.Exclusion.Reason;
import io.mistnet.protocols.propagation.Policy.Rule;
import io.mistnet.protocols.sharing.Additive;
import io.mistnet.protocols.sharing.ComputeSession;
import io.mistnet.protocols.sharing.KeyAgreement;
import io.mistnet.protocols.sharing.Party;
import io.mistnet.protocols.sharing.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One compute party's part in risk propagation over a hidden graph.
 *
 * <p><b>Functionality.</b> {@link PlainPropagation}, over the ledgers of the banks that dealt; the output of each account goes to its bank alone.
 * <p><b>Parties.</b> Any number of banks ({@link DataParty}); three compute parties.
 * <p><b>Security.</b> At most one compute party is corrupted, and semi-honest; banks may be malicious. What banks deal is checked, see {@link InputAgreement} and {@link InputChecks}; a bank that fails is left out and
 * named, the others' results are those of an epoch in which its pairs have no partner.
 * <p><b>What each compute party learns.</b> Each bank's padded sizes; how many pairs matched and how many tags stood twice; which banks failed which check. P0 also sees all tags, in random order. Nothing of any risk,
 * amount, weight, account, edge, degree, or of which bank pays which.
 * <p><b>On deviation.</b> A compute party that sends something of a wrong step or length aborts the attempt, with its name and the step; nothing of an aborted attempt is opened. Wrong words of a compute party are not
 * detected in this model.
 *
 * @see <a href="https://eprint.iacr.org/2024/065">MPC4AML</a>, whose functionality it is; {@code docs/protocols} has the steps, their sources and costs
 */
public final class ComputeParty {

    /** From so many iterations on, composing the route costs less than it saves. */
    static final int COMPOSE_FROM = 3;

    private static final Step FINISH = Step.of("finish");

    private final Party me;
    private final Map<Party, Channel> peers;
    private final Policy policy;
    private final EpochId id;
    private final Seed seed;

    /**
     * @param peers channels to the two others
     * @param freshRandomness 32 bytes that no other attempt uses
     */
    public ComputeParty(Party me, Map<Party, Channel> peers, Policy policy, EpochId id, byte[] freshRandomness) {
        this.me = me;
        this.peers = peers;
        this.policy = policy;
        this.id = id;
        this.seed = Seed.of(freshRandomness);
    }

    /**
     * Runs an attempt to its end. The inputs are used up.
     *
     * @param inputs for every bank in the epoch's list what it dealt to this party, or nothing where it did not
     */
    public Outcome run(List<Optional<DealtInput>> inputs) {
        ComputeSession session = KeyAgreement.run(me, peers, id.context(), seed);
        Reason[] found = new InputAgreement(session, inputs).run();
        StackedInputs stacked = stack(session, inputs, found);
        if (stacked.layout().banks() > 0) {
            int[] banks = takingPart(found);
            Reason[] checked = new InputChecks(session, policy, stacked).run();
            for (int block = 0; block < banks.length; block++) {
                found[banks[block]] = checked[block];
            }
            stacked = takingPart(found).length < banks.length ? stack(session, inputs, found) : stacked;
        }
        Outcome outcome = stacked.layout().banks() == 0
                ? new Outcome(exclusions(found), 0, 0, blocks(found), Release.nothing())
                : propagate(session, inputs, stacked, found);
        finish();
        return outcome;
    }

    private Outcome propagate(
            ComputeSession session, List<Optional<DealtInput>> inputs, StackedInputs stacked, Reason[] found) {
        Layout layout = stacked.layout();
        TagMatching.Matching matching = TagMatching.run(
                session,
                Step.of("matching"),
                stacked,
                layout.senderRows(),
                layout.receiverRows(),
                policy.iterations() >= COMPOSE_FROM);
        Diffusion diffusion = new Diffusion(session, stacked, matching.route());
        Additive initial = stacked.risk();
        Release release;
        if (policy.rule() == Rule.TAINT) {
            TaintRule rule = new TaintRule(session, policy, stacked, diffusion);
            inputs.forEach(input -> input.ifPresent(DealtInput::forget));
            release = Release.ofBits(session, layout, List.of(rule.run(initial)));
        } else {
            WeightedRule rule = new WeightedRule(session, policy, stacked, diffusion);
            inputs.forEach(input -> input.ifPresent(DealtInput::forget));
            release = Release.ofRisk(session, policy, layout, rule.run(initial));
        }
        return new Outcome(exclusions(found), matching.matched(), matching.doubled(), blocks(found), release);
    }

    /** No result leaves before all three are done: the place for whatever is checked last. */
    private void finish() {
        long[] done = {1};
        peers.values().forEach(channel -> channel.send(FINISH, done, 0, 1));
        peers.values().forEach(channel -> channel.receive(FINISH, done, 0, 1));
    }

    private static StackedInputs stack(ComputeSession session, List<Optional<DealtInput>> inputs, Reason[] found) {
        return new StackedInputs(
                session,
                Arrays.stream(takingPart(found))
                        .mapToObj(bank -> inputs.get(bank).orElseThrow())
                        .toList());
    }

    private static int[] takingPart(Reason[] found) {
        return IntStream.range(0, found.length)
                .filter(bank -> found[bank] == Reason.NONE)
                .toArray();
    }

    /** For every bank the number of its block, or -1. */
    private static int[] blocks(Reason[] found) {
        int[] blocks = new int[found.length];
        Arrays.fill(blocks, -1);
        int[] banks = takingPart(found);
        for (int block = 0; block < banks.length; block++) {
            blocks[banks[block]] = block;
        }
        return blocks;
    }

    private static List<Exclusion> exclusions(Reason[] found) {
        return IntStream.range(0, found.length)
                .filter(bank -> found[bank] != Reason.NONE)
                .mapToObj(bank -> new Exclusion(bank, found[bank]))
                .toList();
    }
}
