package io.mistnet.protocols.propagation;

import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.permutation.HiddenPermutation;
import io.mistnet.protocols.permutation.Hop;
import io.mistnet.protocols.sharing.Additive;
import io.mistnet.protocols.sharing.ComputeSession;
import io.mistnet.protocols.sharing.PartyPair;

/** Adds up the rows of D order for each account, as its bank arranged them: running sum, D to V, difference. Takes and leaves sharings between P0 and P1. */
final class AccountSums {

    private final ComputeSession session;
    private final Layout layout;
    private final HiddenPermutation toAccounts;

    AccountSums(ComputeSession session, StackedInputs inputs) {
        this.session = session;
        this.layout = inputs.layout();
        this.toAccounts = inputs.toAccounts();
    }

    /** Runs it. The rows are used up. */
    Additive run(Step step, Additive rows) {
        rows.requireAt(PartyPair.P01);
        if (rows.isHeld()) {
            Layout.runningSums(rows.part(), layout.receiverStarts());
        }
        Additive ordered = toAccounts.apply(session, step, rows);
        return Hop.run(session, step.then("accounts"), differences(ordered), PartyPair.P01);
    }

    private Additive differences(Additive ordered) {
        if (!ordered.isHeld()) {
            return Additive.elsewhere(ordered.holders(), layout.accounts());
        }
        long[] accounts = session.pool().take(layout.accounts());
        Layout.collectDifferences(ordered.part(), layout.receiverStarts(), accounts, layout.accountStarts());
        ordered.release(session);
        return new Additive(ordered.holders(), layout.accounts(), accounts);
    }
}
