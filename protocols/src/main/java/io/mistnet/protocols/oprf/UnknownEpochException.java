package io.mistnet.protocols.oprf;

import java.util.Set;

/** An evaluation was asked under a key epoch that this holder has no share of, or no longer. */
public final class UnknownEpochException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownEpochException(int epoch, Set<Integer> held) {
        super("no key of epoch %d is held, only of %s; ask for the current key statement".formatted(epoch, held));
    }
}
