package io.mistnet.protocols.oprf;

import java.util.List;

/**
 * Too few holders took part as they should: no key, or no new shares, came of it. Names those who did not; run it again, without them or once they
 * are back.
 */
public final class CeremonyFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    CeremonyFailedException(String reason, List<Fault> faults) {
        super(reason + ": " + faults);
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
