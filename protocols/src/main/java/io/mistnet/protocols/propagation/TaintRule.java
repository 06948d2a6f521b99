package io.mistnet.protocols.propagation;

import io.mistnet.protocols.arithmetic.BitConversion;
import io.mistnet.protocols.arithmetic.BitShares;
import io.mistnet.protocols.arithmetic.MaskedWeights;
import io.mistnet.protocols.arithmetic.NonZero;
import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.sharing.Additive;
import io.mistnet.protocols.sharing.ComputeSession;
import io.mistnet.protocols.sharing.Words;

/**
 * The taint rule: an account that receives at least the floor from a tainted one is tainted.
 *
 * <p>Banks deal 1 for a pair of at least the floor and 0 for others in place of weights. Bits, not numbers of walks, go from hop to hop: a sum of bits over an account's pairs is below 2^28 and cannot wrap round, where
 * a number of walks can. So the rule is exact for any in-degree and any number of hops. What banks deal as initial values is made bits too.
 *
 * <p><b>Cost.</b> Under six words an account and hop beside {@link Diffusion}.
 */
final class TaintRule {

    private final ComputeSession session;
    private final Policy policy;
    private final Diffusion diffusion;
    private final MaskedWeights edges;

    TaintRule(ComputeSession session, Policy policy, StackedInputs inputs, Diffusion diffusion) {
        this.session = session;
        this.policy = policy;
        this.diffusion = diffusion;
        this.edges = MaskedWeights.prepare(session, Step.of("weights").then("edges"), inputs.weights(0));
    }

    /** All hops. The initial values are used up. */
    BitShares run(Additive initial) {
        Step start = Step.of("initial taint");
        BitShares tainted = NonZero.run(session, start, initial);
        initial.release(session);
        for (int hop = 1; hop <= policy.iterations(); hop++) {
            Step step = Step.of("iteration " + hop);
            Additive numbers = BitConversion.run(session, step.then("conversion"), tainted);
            Additive received = diffusion.run(step, numbers, edges);
            if (received.isHeld()) {
                Words.add(received.part(), 0, numbers.part(), received.rows());
            }
            numbers.release(session);
            tainted = NonZero.run(session, step.then("test"), received);
            received.release(session);
        }
        return tainted;
    }
}
