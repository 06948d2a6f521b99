package io.mistnet.protocols.propagation;

import io.mistnet.protocols.arithmetic.MaskedWeights;
import io.mistnet.protocols.arithmetic.Product;
import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.matching.Route;
import io.mistnet.protocols.permutation.HiddenPermutation;
import io.mistnet.protocols.sharing.Additive;
import io.mistnet.protocols.sharing.ComputeSession;
import io.mistnet.protocols.sharing.PartyPair;

/**
 * The linear half of an iteration, which all rules share: every account gets the weighted sum of its senders' values.
 *
 * <p><b>Functionality.</b> Input: a value for every account, between P0 and P1. Output: for every account, the sum over its matched incoming pairs of the sender's value times the pair's weight, between P0 and P1.
 * <p><b>How.</b> Accounts' differences are put at the accounts' rows of S order, so that a running sum gives every outgoing pair its sender's value; the route takes it to the pair's row in D order, where it is
 * weighted; a running sum, taken at the accounts' rows of D order, has its differences as the accounts' sums. Sums begin anew at every bank's block, so that no bank's arrangement reaches another's rows.
 * <p><b>Security, leakage.</b> Semi-honest, one of three corrupted; that of the steps it is made of. Nobody learns which rows are accounts, so nobody learns a degree.
 * <p><b>Cost.</b> With S and D rows and n accounts: 4 S + 7 D + n words in 11 sends, or with a composed route of N rows 2 S + 2 N + 5 D + n words in 8; 6 rounds,
 * or 5: who stays at a hop sends the next one at once.
 */
final class Diffusion {

    private final ComputeSession session;
    private final Layout layout;
    private final HiddenPermutation toSenders;
    private final Route route;
    private final AccountSums sums;

    Diffusion(ComputeSession session, StackedInputs inputs, Route route) {
        this.session = session;
        this.layout = inputs.layout();
        this.toSenders = inputs.toSenders();
        this.route = route;
        this.sums = new AccountSums(session, inputs);
    }

    /** Runs it. {@code values} stays the caller's. */
    Additive run(Step step, Additive values, MaskedWeights weights) {
        Additive rows = toSenders.apply(session, step.then("V to S"), spread(values));
        if (rows.isHeld()) {
            Layout.runningSums(rows.part(), layout.senderStarts());
        }
        Additive received = route.walk(session, step.then("S to D"), rows);
        Additive weighted = Product.run(session, step.then("product"), received, weights);
        return sums.run(step.then("D to V"), weighted);
    }

    private Additive spread(Additive values) {
        values.requireAt(PartyPair.P01);
        if (!values.isHeld()) {
            return Additive.elsewhere(PartyPair.P01, layout.senderRows());
        }
        long[] rows = session.pool().take(layout.senderRows());
        Layout.spreadDifferences(values.part(), layout.accountStarts(), rows, layout.senderStarts());
        return new Additive(PartyPair.P01, layout.senderRows(), rows);
    }
}
