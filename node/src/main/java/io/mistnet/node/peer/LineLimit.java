package io.mistnet.node.peer;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Decides which lines of one sort go to the log, so that whoever causes them without end fills no disk. Safe for any thread. */
public final class LineLimit {

    /** What {@link #admit()} gives for a line that is not to be logged. */
    public static final long SILENT = -1;

    static final int LINES = 10;
    static final Duration PERIOD = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private long start;
    private int lines;
    private long unsaid;

    public LineLimit() {
        this(System::nanoTime);
    }

    LineLimit(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** @return how many lines were left out since the last one that was logged; {@link #SILENT} where this one is to be left out as well */
    public synchronized long admit() {
        long now = nanoTime.getAsLong();
        if (lines == 0 || now - start >= PERIOD.toNanos()) {
            start = now;
            lines = 0;
        }
        if (lines == LINES) {
            unsaid++;
            return SILENT;
        }
        lines++;
        long before = unsaid;
        unsaid = 0;
        return before;
    }
}
