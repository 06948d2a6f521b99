package io.mistnet.protocols.propagation;

import io.mistnet.protocols.arithmetic.Clamp;
import io.mistnet.protocols.arithmetic.MaskedWeights;
import io.mistnet.protocols.arithmetic.Truncation;
import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.propagation.Policy.Profile;
import io.mistnet.protocols.sharing.Additive;
import io.mistnet.protocols.sharing.ComputeSession;
import io.mistnet.protocols.sharing.Party;
import io.mistnet.protocols.sharing.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * The weighted rule: a risk becomes a mean of itself and of its senders' risks.
 *
 * <p>Banks fold delta into the weights that they deal, so that z = sum of w' r(u) + outside + (2^35 - delta) r(v) needs a single truncation, r(v) = z / 2^35. z is at most 2^61 and r at most 2^26, by
 * induction, see {@link FixedPoint}.
 *
 * <p><b>Cost.</b> Four words an account and iteration beside {@link Diffusion}; ten more where values are clamped.
 */
final class WeightedRule {

    private final ComputeSession session;
    private final Policy policy;
    private final Schedule schedule;
    private final Diffusion diffusion;
    private final List<MaskedWeights> weights = new ArrayList<>();
    private final List<Additive> outside = new ArrayList<>();

    WeightedRule(ComputeSession session, Policy policy, StackedInputs inputs, Diffusion diffusion) {
        this.session = session;
        this.policy = policy;
        this.schedule = Schedule.of(policy);
        this.diffusion = diffusion;
        for (int vector = 0; vector < schedule.vectors(); vector++) {
            Step step = Step.of("weights").then("vector", vector);
            weights.add(MaskedWeights.prepare(session, step, inputs.weights(vector)));
            if (DealtInput.hasOutside(policy)) {
                outside.add(inputs.outside(vector));
            }
        }
    }

    /** All iterations. The initial risks are used up. */
    Additive run(Additive initial) {
        Additive risk = clamped(Step.of("initial risk"), initial);
        for (int i = 0; i < policy.iterations(); i++) {
            Step step = Step.of("iteration " + (i + 1));
            int vector = schedule.iterations()[i];
            Additive received = diffusion.run(step, risk, weights.get(vector));
            combine(received, risk, vector);
            risk.release(session);
            Truncation.run(session, step.then("truncation"), received, FixedPoint.WEIGHT_BITS);
            risk = clamped(step, received);
        }
        return risk;
    }

    private void combine(Additive received, Additive old, int vector) {
        if (session.is(Party.P2)) {
            return;
        }
        long kept = FixedPoint.WEIGHT_ONE - schedule.different().get(vector);
        long[] z = received.part();
        for (int account = 0; account < received.rows(); account++) {
            z[account] += kept * old.part()[account];
        }
        if (!outside.isEmpty()) {
            Words.add(z, 0, outside.get(vector).part(), received.rows());
        }
    }

    private Additive clamped(Step step, Additive risk) {
        return policy.profile() == Profile.HARDENED
                ? Clamp.run(session, step.then("clamp"), risk, FixedPoint.RISK_ONE)
                : risk;
    }
}
