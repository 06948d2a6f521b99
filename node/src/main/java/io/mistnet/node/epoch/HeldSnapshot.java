package io.mistnet.node.epoch;

import io.mistnet.node.epoch.LedgerSource.Snapshot;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One epoch's snapshot of the window: taken once, the same for every attempt. A failure is not kept: the next attempt tries again. */
final class HeldSnapshot {

    private final long epoch;
    private final Supplier<Snapshot> source;
    private @Nullable Snapshot taken;

    HeldSnapshot(long epoch, Supplier<Snapshot> source) {
        this.epoch = epoch;
        this.source = source;
    }

    long epoch() {
        return epoch;
    }

    /** Blocks while the window is read. */
    synchronized Snapshot get() {
        Snapshot known = taken;
        if (known == null) {
            known = source.get();
            taken = known;
        }
        return known;
    }
}
