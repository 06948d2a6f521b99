package io.mistnet.node.oprf;

import io.mistnet.node.network.Sha256;
import io.mistnet.protocols.oprf.KeyShare;

/**
 * A key of which this holder has a share.
 *
 * @param run the run that it came of
 * @param share this holder's
 * @param signed the statement of it, with the right signatures that are known
 * @param established whether all holders had signed: from then on the key is theirs, whatever becomes of keys and signatures later
 */
record KeptKey(Sha256 run, KeyShare share, SignedStatement signed, boolean established) {

    int epoch() {
        return signed.statement().epoch();
    }

    int generation() {
        return signed.statement().generation();
    }

    KeptKey with(SignedStatement more) {
        return new KeptKey(run, share, more, established);
    }

    KeptKey asEstablished() {
        return new KeptKey(run, share, signed, true);
    }

    @Override
    public String toString() {
        return "key epoch %d, generation %d".formatted(epoch(), generation());
    }
}
