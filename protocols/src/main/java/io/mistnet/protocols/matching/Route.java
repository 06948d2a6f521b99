package io.mistnet.protocols.matching;

import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.permutation.HiddenPermutation;
import io.mistnet.protocols.sharing.Additive;
import io.mistnet.protocols.sharing.ComputeSession;

/**
 * The way from the rows of S order to those of D order that nobody knows: a D row gets the value of the S row with its tag, or zero.
 *
 * @param permutation from {P0, P2}, S rows, to D rows
 */
public record Route(HiddenPermutation permutation) {

    /** Walks it once. The vector is used up. */
    public Additive walk(ComputeSession session, Step step, Additive senders) {
        return permutation.apply(session, step, senders);
    }
}
