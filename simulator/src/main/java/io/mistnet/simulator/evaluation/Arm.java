package io.mistnet.simulator.evaluation;

import java.util.Locale;

/** Who sees what when risk is propagated. */
public enum Arm {
    /** Each bank in the clear over its own transfers; all senders of other banks are outside. */
    SINGLE_BANK,
    /** All banks together in secret shares. */
    PRIVATE,
    /** All data in one place, in the clear. */
    POOLED;

    /** Its name in output. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
