package io.mistnet.simulator.benchmark.lookup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How fast this machine's memory can be read by some threads at once: what bounds the scan. */
final class StreamSpeed {

    private static final int WORDS = 32 << 20;
    private static final int TURNS = 8;

    private final int threads;

    StreamSpeed(int threads) {
        this.threads = threads;
    }

    /** The best of some turns, in bytes a second. Each thread reads 256 MiB of its own. */
    double bytesPerSecond() throws InterruptedException {
        List<Callable<Long>> tasks = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            long[] words = new long[WORDS];
            Arrays.fill(words, 1);
            tasks.add(() -> sum(words));
        }
        ExecutorService readers = Executors.newFixedThreadPool(threads);
        try {
            double best = 0;
            for (int turn = 0; turn < TURNS; turn++) {
                long start = System.nanoTime();
                long sum = 0;
                for (Future<Long> read : readers.invokeAll(tasks)) {
                    sum += read.get();
                }
                if (sum != (long) threads * WORDS) {
                    throw new IllegalStateException("memory was misread");
                }
                best = Math.max(best, (double) threads * WORDS * Long.BYTES / (System.nanoTime() - start) * 1e9);
            }
            return best;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            readers.shutdownNow();
        }
    }

    /** Eight sums at once, so that the additions do not wait for each other. */
    private static long sum(long[] words) {
        long a = 0;
        long b = 0;
        long c = 0;
        long d = 0;
        long e = 0;
        long f = 0;
        long g = 0;
        long h = 0;
        for (int i = 0; i + 7 < words.length; i += 8) {
            a += words[i];
            b += words[i + 1];
            c += words[i + 2];
            d += words[i + 3];
            e += words[i + 4];
            f += words[i + 5];
            g += words[i + 6];
            h += words[i + 7];
        }
        return a + b + c + d + e + f + g + h;
    }
}
