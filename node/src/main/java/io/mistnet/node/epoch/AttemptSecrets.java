package io.mistnet.node.epoch;

import io.mistnet.protocols.propagation.PairSecrets;
import io.mistnet.protocols.sharing.Seed;
import java.time.Instant;
import java.util.List;

/**
 * What a bank shares with each other bank for the epochs of one cut-off.
 *
 * <p>The protocol makes tags of them that differ from epoch to epoch by its number. Numbers begin anew where all nodes lose their marks; a cut-off, which every bank holds against its own clock, never comes
 * again. So P0 cannot link the tags of such epochs.
 *
 * @param keys long-lived
 * @param banks of the network in its order
 */
record AttemptSecrets(PairKeys keys, List<String> banks, Instant cutOff) implements PairSecrets {

    @Override
    public byte[] with(int bank) {
        return Seed.of(keys.with(banks.get(bank)))
                .derive("cut-off " + cutOff.toEpochMilli())
                .toBytes();
    }
}
