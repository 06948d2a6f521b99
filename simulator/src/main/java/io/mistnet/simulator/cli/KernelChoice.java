package io.mistnet.simulator.cli;

import java.util.Locale;

/** The instruction sets that the lookup's scan can be made to run on. Not {@link io.mistnet.he.Kernel}, which loads native code. */
enum KernelChoice {
    IFMA,
    PORTABLE;

    /** As the system property has it. */
    String property() {
        return name().toLowerCase(Locale.ROOT);
    }
}
