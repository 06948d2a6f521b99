package io.mistnet.node.oprf;

import io.mistnet.node.network.Sha256;
import java.util.Optional;

/**
 * What one holder asks another about a key that they make together.
 *
 * @param epoch the key epoch
 * @param generation the generation of shares
 * @param run the run that the asking holder is in
 * @param round the round whose messages it wants, from 0
 * @param account whether it wants to know what was broadcast to the asked holder in the run
 */
record CeremonyQuery(int epoch, int generation, Optional<Sha256> run, int round, boolean account) {}
