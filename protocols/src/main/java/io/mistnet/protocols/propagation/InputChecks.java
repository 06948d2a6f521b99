package io.mistnet.protocols.propagation;

import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.checking.BankRanges;
import io.mistnet.protocols.checking.OrderCheck;
import io.mistnet.protocols.propagation.Exclusion.Reason;
import io.mistnet.protocols.propagation.Policy.Profile;
import io.mistnet.protocols.propagation.Policy.Rule;
import io.mistnet.protocols.sharing.Additive;
import io.mistnet.protocols.sharing.Coin;
import io.mistnet.protocols.sharing.ComputeSession;
import io.mistnet.protocols.sharing.Seed;
import java.util.Arrays;

/**
 * What is checked of banks' inputs on shares, once an epoch. A bank may lie about its own customers; it may not enter what no customer could have, and so break others' results.
 *
 * <p>With the weighted rule: initial risks are at most 1; every weight is at least 0 and at most 1; an account's weights and what outsiders add sum to at most delta. The sums are taken along the dealt D order; a
 * wrong one makes a difference of sums negative, or leaves the account nothing. With taint nothing of this is needed: every value is made a bit. In the hardened profile the S order is checked too.
 *
 * <p><b>Leakage.</b> One bit a bank and check, of that bank's own input.
 */
final class InputChecks {

    private static final Step CHECKS = Step.of("input checks");

    private final ComputeSession session;
    private final Policy policy;
    private final StackedInputs inputs;
    private final Reason[] found;

    InputChecks(ComputeSession session, Policy policy, StackedInputs inputs) {
        this.session = session;
        this.policy = policy;
        this.inputs = inputs;
        this.found = new Reason[inputs.layout().banks()];
        Arrays.fill(found, Reason.NONE);
    }

    /** For every bank that takes part what was found. */
    Reason[] run() {
        Seed coin = Coin.toss(session, CHECKS.then("coin"));
        if (policy.rule() == Rule.WEIGHTED) {
            checkRisks(coin);
            for (int vector = 0; vector < Schedule.of(policy).vectors(); vector++) {
                checkWeights(vector, coin);
            }
        }
        if (policy.profile() == Profile.HARDENED) {
            Step step = CHECKS.then("order");
            boolean[] wrong = OrderCheck.run(
                    session,
                    step,
                    inputs.toSenders(),
                    inputs.layout().accountStarts(),
                    inputs.layout().senderStarts(),
                    coin.derive(step));
            note(wrong, Reason.WRONG_ORDER);
        }
        return found;
    }

    private void checkRisks(Seed coin) {
        Additive risk = inputs.risk();
        checkRange("risks", risk, FixedPoint.RISK_ONE, inputs.layout().accountStarts(), coin);
        risk.release(session);
    }

    private void checkWeights(int vector, Seed coin) {
        Additive weights = inputs.weights(vector);
        checkRange(
                "weights " + vector,
                weights,
                FixedPoint.WEIGHT_ONE,
                inputs.layout().receiverStarts(),
                coin);
        Additive sums = new AccountSums(session, inputs).run(CHECKS.then("adding up", vector), weights);
        long delta = Schedule.of(policy).different().get(vector);
        checkRange("sums " + vector, sums, delta, inputs.layout().accountStarts(), coin);
        if (DealtInput.hasOutside(policy)) {
            checkOutside(vector, sums, delta * FixedPoint.RISK_ONE, coin);
        }
        sums.release(session);
    }

    /** What outsiders add is checked alone first, and then with the largest that the weights, which are in range by now, can give: neither can wrap round. */
    private void checkOutside(int vector, Additive sums, long most, Seed coin) {
        Additive outside = inputs.outside(vector);
        checkRange("outside " + vector, outside, most, inputs.layout().accountStarts(), coin);
        if (outside.isHeld()) {
            for (int account = 0; account < sums.rows(); account++) {
                outside.part()[account] += sums.part()[account] * FixedPoint.RISK_ONE;
            }
        }
        checkRange("totals " + vector, outside, most, inputs.layout().accountStarts(), coin);
        outside.release(session);
    }

    private void checkRange(String name, Additive values, long bound, int[] starts, Seed coin) {
        note(BankRanges.outside(session, CHECKS.then(name), values, bound, starts, coin), Reason.OUT_OF_RANGE);
    }

    private void note(boolean[] wrong, Reason reason) {
        for (int bank = 0; bank < wrong.length; bank++) {
            if (wrong[bank] && found[bank] == Reason.NONE) {
                found[bank] = reason;
            }
        }
    }
}
