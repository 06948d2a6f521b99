package io.mistnet.simulator.benchmark.lookup;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Durations of one thing done again and again, in seconds. */
final class Samples {

    private final List<Double> seconds = new ArrayList<>();

    void add(double value) {
        seconds.add(value);
    }

    /** Runs something, and adds how long it took. */
    <T, E extends Exception> T time(Timed<T, E> timed) throws E {
        long start = System.nanoTime();
        T result = timed.run();
        add((System.nanoTime() - start) / 1e9);
        return result;
    }

    static Samples of(List<Double> seconds) {
        Samples samples = new Samples();
        samples.seconds.addAll(seconds);
        return samples;
    }

    /** The median, of an even number the lower one. */
    double median() {
        List<Double> sorted = seconds.stream().sorted().toList();
        return sorted.get((sorted.size() - 1) / 2);
    }

    double least() {
        return Collections.min(seconds);
    }

    double sum() {
        return seconds.stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Something that is timed. */
    @FunctionalInterface
    interface Timed<T, E extends Exception> {
        T run() throws E;
    }
}
