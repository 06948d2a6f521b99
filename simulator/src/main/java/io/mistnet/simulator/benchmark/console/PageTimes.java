package io.mistnet.simulator.benchmark.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** How long requests took, by kind, and how many failed. Thread-safe. */
final class PageTimes {

    private static final int REPORTED = 5;

    private final Map<String, List<Double>> seconds = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private final AtomicInteger errors = new AtomicInteger();
    private final AtomicInteger conflicts = new AtomicInteger();

    synchronized void took(String kind, double time) {
        seconds.computeIfAbsent(kind, any -> new ArrayList<>()).add(time);
    }

    /** Somebody else had changed what was to be changed, and the page said so. */
    void conflict() {
        conflicts.incrementAndGet();
    }

    void failed(String kind, String reason) {
        errors.incrementAndGet();
        synchronized (this) {
            if (failures.size() < REPORTED) {
                failures.add(kind + ": " + reason);
            }
        }
    }

    int errors() {
        return errors.get();
    }

    int conflicts() {
        return conflicts.get();
    }

    /** The first ones, in words. */
    synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    /** Forgets all that was. */
    synchronized void begin() {
        seconds.clear();
        failures.clear();
        errors.set(0);
        conflicts.set(0);
    }

    synchronized int requests() {
        return seconds.values().stream().mapToInt(List::size).sum();
    }

    /** Of some kinds together. */
    synchronized Quantiles of(Predicate<String> kinds) {
        return Quantiles.of(seconds.entrySet().stream()
                .filter(entry -> kinds.test(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .toList());
    }

    /** By kind, the slowest first. */
    synchronized Map<String, Object> byKind() {
        Map<String, Object> figures = new LinkedHashMap<>();
        seconds.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), Quantiles.of(entry.getValue())))
                .sorted((a, b) ->
                        Double.compare(b.getValue().p95(), a.getValue().p95()))
                .forEach(entry -> figures.put(entry.getKey(), entry.getValue().figures()));
        return figures;
    }
}
