package io.mistnet.simulator.demo;

import io.mistnet.node.lookup.http.LookupMessages.Approval;
import io.mistnet.simulator.demo.LookupApi.Grounds;
import io.mistnet.simulator.intelligence.SyntheticRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Brings the contributors' records into the database, through their own nodes: the first of each soon, the rest so few contributors at a time that propagation gets its share of the machine: one keeps two cores busy, its own and its holders' work. */
final class IntelligenceLoad implements AutoCloseable {

    /** Of each contributor; enough for what the first questions are about. */
    private static final int FIRST = 32;

    private static final int AT_ONCE = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private static final Grounds GROUNDS =
            new Grounds("intelligence desk", "IMPORT-2026-1", "information sharing agreement, article 4", "contribute");

    private final Map<Site, List<SyntheticRecord>> records = new LinkedHashMap<>();
    private final Map<Site, Integer> loaded = new ConcurrentHashMap<>();
    private final Map<Site, Future<?>> imports = new LinkedHashMap<>();
    private final OnceMore onceMore;
    private final ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE, IntelligenceLoad::thread);

    /** @param contributors in the order in which their records are loaded */
    IntelligenceLoad(List<Site> contributors, List<SyntheticRecord> all, OnceMore onceMore) {
        this.onceMore = onceMore;
        for (Site contributor : contributors) {
            records.put(
                    contributor,
                    all.stream()
                            .filter(record -> record.contributor().equals(contributor.id()))
                            .toList());
        }
    }

    /** The records that {@link #loadFirst} does not load. */
    Stream<SyntheticRecord> rest() {
        return records.values().stream().flatMap(own -> own.stream().skip(FIRST));
    }

    /** Loads the first records of all contributors. Lookups find them then. */
    void loadFirst() throws IOException, InterruptedException {
        ExecutorService all = Executors.newFixedThreadPool(records.size(), IntelligenceLoad::thread);
        try {
            List<Future<?>> firsts = new ArrayList<>();
            records.forEach((contributor, own) ->
                    firsts.add(all.submit(() -> load(contributor, own, 0, FIRST, Optional.empty()))));
            for (Future<?> first : firsts) {
                await(first);
            }
        } finally {
            all.shutdownNow();
        }
    }

    /** Begins to load all others. */
    void beginRest() {
        records.forEach((contributor, own) -> imports.put(contributor, workers.submit(() -> {
            Optional<Approval> approval = own.size() > FIRST
                    ? Optional.of(new LookupApi(contributor, onceMore).approve(GROUNDS, 2L * own.size()))
                    : Optional.empty();
            return load(contributor, own, FIRST, own.size(), approval);
        })));
    }

    /** Waits until lookups find all records of a contributor. */
    void await(Site contributor) throws IOException, InterruptedException {
        Future<?> begun = imports.get(contributor);
        if (begun == null) {
            throw new IllegalStateException("nothing is being loaded for " + contributor.id());
        }
        await(begun);
    }

    /** Waits until lookups find all records. */
    void awaitAll() throws IOException, InterruptedException {
        for (Site contributor : records.keySet()) {
            await(contributor);
        }
    }

    /** Whether nothing is being loaded any more: all is in the database, or an import failed. */
    boolean isDone() {
        return imports.values().stream().allMatch(Future::isDone);
    }

    /** How many records are in the database. */
    int loaded() {
        return loaded.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many there are in all. */
    int size() {
        return records.values().stream().mapToInt(List::size).sum();
    }

    /** The records from one number to another; returns the contributor. */
    private Site load(Site contributor, List<SyntheticRecord> own, int from, int to, Optional<Approval> approval)
            throws IOException, InterruptedException {
        List<SyntheticRecord> some = own.subList(Math.min(from, own.size()), Math.min(to, own.size()));
        if (!some.isEmpty()) {
            new LookupApi(contributor, onceMore)
                    .contribute(GROUNDS, some, approval, done -> loaded.put(contributor, from + done));
        }
        return contributor;
    }

    private static void await(Future<?> work) throws IOException, InterruptedException {
        try {
            work.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException("an import failed", e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "import");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
