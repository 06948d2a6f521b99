package io.mistnet.simulator.benchmark.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** People who work at the same time, each with pauses to think of one to three seconds. */
final class Crowd implements AutoCloseable {

    private static final int LEAST_PAUSE_MILLIS = 1_000;
    private static final int PAUSES_DIFFER_BY_MILLIS = 2_000;

    private final List<Thread> threads = new ArrayList<>();

    /** Somebody begins to work, at a moment within the first pause. */
    void join(String name, PersonAtWork person, long seed) {
        Thread thread = new Thread(() -> work(person, new Random(seed)), name);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    private static void work(PersonAtWork person, RandomGenerator random) {
        try {
            Thread.sleep(random.nextInt(LEAST_PAUSE_MILLIS + PAUSES_DIFFER_BY_MILLIS));
            while (true) {
                person.step();
                Thread.sleep(LEAST_PAUSE_MILLIS + random.nextInt(PAUSES_DIFFER_BY_MILLIS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** All go home. */
    @Override
    public void close() throws InterruptedException {
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
