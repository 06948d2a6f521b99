package io.mistnet.node.casework;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.connectors.selector.SelectorType;
import io.mistnet.node.access.User;
import io.mistnet.node.access.UserRole;
import io.mistnet.node.audit.AuditEvent;
import io.mistnet.node.identity.HmacKey;
import io.mistnet.node.relational.RelationalDatabase;
import io.mistnet.node.trial.TrialNetwork;
import io.mistnet.node.trial.Trials;
import io.mistnet.node.window.SettableClock;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** All of casework over a database, with people and a fake lookup. */
public final class Agency implements AutoCloseable {

    public static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    public static final User IDA = new User("ida", "Ida Berg", Set.of(UserRole.INVESTIGATOR));
    public static final User JON = new User("jon", "Jon Vik", Set.of(UserRole.INVESTIGATOR));
    public static final User SUE = new User("sue", "Sue Holm", Set.of(UserRole.SUPERVISOR));
    public static final User BOTH = new User("bo", "Bo Lund", Set.of(UserRole.SUPERVISOR, UserRole.INVESTIGATOR));
    public static final User AUDITOR = new User("aud", "Aud Nes", Set.of(UserRole.AUDITOR));

    /** More evaluations than this need a supervisor. */
    public static final long FOUR_EYES_ABOVE = 3;

    public static final String PHONE = "+4930901820";

    private static final TrialNetwork TRIAL = trial();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Every case is kept for so many days. */
    public static final int LEAST_RETENTION_DAYS = 1;

    /** What went into the audit log beside accesses. */
    public final List<AuditEvent> audited = new CopyOnWriteArrayList<>();

    public final SettableClock clock = new SettableClock(NOW);
    public final FakeInvestigations others;
    public final CaseStore store;
    public final Cases cases;
    public final CaseList list;
    public final CaseTeam team;
    public final CaseHistory history;
    public final CaseLookups lookups;
    public final LookupDesk desk;
    public final BatchReading reading;
    public final BatchRunner runner;
    public final Approvals approvals;
    public final Batches batches;
    public final CaseGraphs graphs;
    public final Retention retention;
    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final ExecutorService batchWorker = Executors.newSingleThreadExecutor();

    public Agency(RelationalDatabase database) throws GeneralSecurityException {
        this(database, Optional.empty());
    }

    /** @param lookupWorkers where single lookups run, if not on threads of its own */
    public Agency(RelationalDatabase database, Optional<Executor> lookupWorkers) throws GeneralSecurityException {
        others = new FakeInvestigations(TRIAL, clock);
        store = new CaseStore(database, clock, audited::add);
        cases = new Cases(store, LEAST_RETENTION_DAYS);
        list = new CaseList(store);
        team = new CaseTeam(store);
        history = new CaseHistory(store);
        lookups = new CaseLookups(store);
        desk = new LookupDesk(store, others, lookupWorkers.orElse(workers));
        reading = new BatchReading(store);
        ListSeal seal = new ListSeal(HmacKey.random(new SecureRandom()));
        runner = new BatchRunner(store, others, seal, batchWorker);
        approvals = new Approvals(store, others, runner, seal);
        batches = new Batches(store, runner, approvals, FOUR_EYES_ABOVE);
        graphs = new CaseGraphs(store);
        retention = new Retention(store, LEAST_RETENTION_DAYS);
    }

    public CaseFile open(User by, String reference) {
        return cases.open(by, new CaseEntry(reference, "About " + reference, "court order 7", 30));
    }

    public static Selector phone(String canonical) {
        return new Selector(SelectorType.PHONE, canonical);
    }

    /** Looks up and waits for the end. */
    public CaseLookup look(User by, CaseFile file, Selector selector) throws Exception {
        long id = desk.ask(by, question(file, selector, "attempt-" + System.nanoTime()));
        desk.end(id).toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return lookups.find(id).orElseThrow();
    }

    public static Question question(CaseFile file, Selector selector, String attempt) {
        return new Question(file.id(), Optional.of(file.legalBasis()), selector, Optional.empty(), attempt);
    }

    public static BatchFile file(String csv) {
        return BatchFile.read(csv.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    /** A list of so many different phone numbers. */
    public static BatchFile phones(int count) {
        StringBuilder csv = new StringBuilder("type,selector\n");
        for (int i = 0; i < count; i++) {
            csv.append("phone,+49309018%02d\n".formatted(i));
        }
        return file(csv.toString());
    }

    public Batch batch(long id) {
        return reading.find(id).orElseThrow();
    }

    /** What was asked of a supervisor for a batch. */
    public ApprovalRequest request(Batch batch) {
        List<ApprovalRequest> all = approvals.ofBatch(batch.id());
        return all.get(all.size() - 1);
    }

    /** Uploads and confirms. */
    public Batch confirmed(User by, CaseFile file, BatchFile upload) {
        long id = batches.prepare(by, file.id(), Optional.of(file.legalBasis()), upload);
        batches.confirm(by, id, 1, new Batches.Decision(true, false, Optional.of("a list from the mule's phone")));
        return batch(id);
    }

    /** Waits until a batch is neither queued nor being asked. */
    public Batch ended(long id) throws InterruptedException {
        await(() -> !batch(id).state().isUnderWay());
        return batch(id);
    }

    public static void await(BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("not within " + PATIENCE);
            }
            Thread.sleep(10);
        }
    }

    @Override
    public void close() {
        for (ExecutorService threads : List.of(workers, batchWorker)) {
            threads.shutdownNow();
            try {
                threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static TrialNetwork trial() {
        try {
            return Trials.withLookup(3);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
