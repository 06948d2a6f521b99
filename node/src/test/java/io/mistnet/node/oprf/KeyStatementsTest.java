package io.mistnet.node.oprf;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mistnet.node.request.Deadline;
import io.mistnet.node.trial.TrialNetwork;
import io.mistnet.node.trial.Trials;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an asker knows of a key whose shares are refreshed. The holders answer when and what the test says. */
class KeyStatementsTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int EPOCH = MemoryHolders.EPOCH;

    @TempDir
    private Path folder;

    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final BlockingQueue<CompletableFuture<SignedStatement>> questions = new LinkedBlockingQueue<>();
    private SignedStatement first;
    private SignedStatement refreshed;
    private KeyStatements statements;

    @BeforeEach
    void aKeyInTwoGenerations() throws Exception {
        TrialNetwork trial = Trials.withLookup(3);
        first = established(trial, 0);
        refreshed = established(trial, 1);
        Holders holders = Holders.of(trial.network());
        AskedHolders asked = new AskedHolders(
                holders, new OprfMeters(new SimpleMeterRegistry()), new TestClock(), new Random(20261122));
        statements = new KeyStatements(holders, (holder, epoch, deadline) -> question(), asked, LONG, workers);
    }

    @AfterEach
    void stop() {
        workers.shutdownNow();
    }

    @Test
    void aSlowFetchOfAnOlderGenerationDoesNotHideTheNewerOne() throws Exception {
        Future<VerifiedKey> slow = fetch();
        CompletableFuture<SignedStatement> slowQuestion = asked();
        Future<VerifiedKey> quick = fetch();
        asked().complete(first);
        Future<?> renewal = renew(quick.get());
        asked().complete(refreshed);
        renewal.get();

        slowQuestion.complete(first);

        assertThat(slow.get().generation()).isOne();
        assertThat(statements.key(EPOCH, Deadline.in(LONG)).generation()).isOne();
    }

    @Test
    void aNewerGenerationIsFetchedOnceAndKept() throws Exception {
        Future<VerifiedKey> key = fetch();
        asked().complete(first);
        VerifiedKey stale = key.get();
        assertThat(stale.generation()).isZero();
        Future<?> renewal = renew(stale);
        asked().complete(refreshed);
        renewal.get();

        statements.renew(stale, Deadline.in(LONG));

        assertThat(questions).isEmpty();
        assertThat(statements.key(EPOCH, Deadline.in(LONG)).generation()).isOne();
    }

    private SignedStatement established(TrialNetwork trial, int generation) throws Exception {
        MemoryHolders network = new MemoryHolders(trial, folder, generation);
        network.startAll();
        network.untilDone();
        return network.established(1).signed();
    }

    private Future<VerifiedKey> fetch() {
        return workers.submit(() -> statements.key(EPOCH, Deadline.in(LONG)));
    }

    private Future<?> renew(VerifiedKey stale) {
        return workers.submit(() -> {
            statements.renew(stale, Deadline.in(LONG));
            return stale;
        });
    }

    private SignedStatement question() {
        CompletableFuture<SignedStatement> answer = new CompletableFuture<>();
        questions.add(answer);
        return answer.join();
    }

    /** The next question that a holder was asked. */
    private CompletableFuture<SignedStatement> asked() throws InterruptedException {
        CompletableFuture<SignedStatement> question = questions.poll(LONG.toSeconds(), TimeUnit.SECONDS);
        assertThat(question).as("a question to a holder").isNotNull();
        return question;
    }
}
