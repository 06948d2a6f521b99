package io.mistnet.node;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Tells by the time of always the same work whether something else has the machine. For measurements, which are of use only while nothing has. */
public final class QuietMachine {

    private static final int WARM_UP = 3;
    private static final int TIMES = 20;
    private static final int NUMBERS = 200_000;
    private static final double AS_QUICK = 1.3;
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private long quickest = Long.MAX_VALUE;

    public QuietMachine() {
        for (int i = 0; i < WARM_UP; i++) {
            nanos();
        }
    }

    /** Waits until the work takes about as long as it did at its quickest, for two minutes at most. */
    public void await() throws InterruptedException {
        long begin = System.nanoTime();
        do {
            Thread.sleep(PAUSE.toMillis());
        } while (nanos() > AS_QUICK * quickest && System.nanoTime() - begin < PATIENCE.toNanos());
    }

    private long nanos() {
        long begin = System.nanoTime();
        for (int i = 0; i < TIMES; i++) {
            int[] numbers = new SplittableRandom(i).ints(NUMBERS).toArray();
            Arrays.sort(numbers);
            if (numbers[0] > numbers[1]) {
                throw new IllegalStateException("not sorted");
            }
        }
        long nanos = System.nanoTime() - begin;
        quickest = Math.min(quickest, nanos);
        return nanos;
    }
}
