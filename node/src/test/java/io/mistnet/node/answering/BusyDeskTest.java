package io.mistnet.node.answering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mistnet.node.answering.RefusedQuestionException.Reason;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BusyDeskTest {

    private static final int WAITING = 6;
    private static final int PER_ASKER = 4;
    private static final DeskLimits LIMITS = new DeskLimits(1, 1, 3, WAITING, PER_ASKER, 1, 100, 100, 2, 8);

    @TempDir
    Path folder;

    private final HeldScan scan = new HeldScan();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<TestAsker> askers = new ArrayList<>();
    private HostTables tables;
    private AnswerDesk desk;

    @BeforeEach
    void open() {
        tables = DeskFixture.tables(folder);
        desk = new AnswerDesk(
                        tables,
                        LIMITS,
                        InstantSource.system(),
                        new SecureRandom(),
                        new DeskMeters(registry),
                        () -> scan)
                .start();
    }

    @AfterEach
    void close() {
        scan.mayEnd.release(100);
        desk.close();
        tables.close();
        askers.forEach(TestAsker::close);
    }

    @Test
    void questionsThatWaitShareAScanInTurnOfTheirAskers() throws InterruptedException {
        TestAsker many = asker("many");
        CompletableFuture<Answered> running = ask(many);
        assertThat(begun()).containsExactly("many");
        List<CompletableFuture<Answered>> waiting = new ArrayList<>();
        for (int i = 0; i < PER_ASKER; i++) {
            waiting.add(askAndWait(many));
        }
        waiting.add(askAndWait(asker("one")));
        waiting.add(askAndWait(asker("other")));

        scan.mayEnd.release();
        running.join();
        assertThat(begun()).containsExactly("many", "one", "other");
        scan.mayEnd.release();
        assertThat(begun()).containsExactly("many", "many", "many");
        scan.mayEnd.release();
        waiting.forEach(CompletableFuture::join);
        assertThat(count("answered")).isEqualTo(7);
    }

    @Test
    void whoComesWhenTheLineIsFullIsSentAwayAtOnceAndNotCharged() throws InterruptedException {
        TestAsker many = asker("many");
        TestAsker one = asker("one");
        TestAsker late = asker("late");
        var unused = ask(many);
        begun();
        for (int i = 0; i < PER_ASKER; i++) {
            var waits = askAndWait(many);
            assertThat(waits).isNotDone();
        }
        assertThatThrownBy(() -> many.ask(1))
                .isInstanceOf(RefusedQuestionException.class)
                .hasMessageMatching("busy: 4 questions wait; retry in \\d+ ms");
        for (int i = PER_ASKER; i < WAITING; i++) {
            var waits = askAndWait(one);
            assertThat(waits).isNotDone();
        }
        for (int i = 0; i < 200; i++) {
            assertThatThrownBy(() -> late.ask(1))
                    .isInstanceOfSatisfying(RefusedQuestionException.class, e -> {
                        assertThat(e.reason()).isEqualTo(Reason.BUSY);
                        assertThat(e.retryAfter()).isPositive();
                    })
                    .hasMessageStartingWith("busy: 6 questions wait");
        }
        assertThat(count("busy")).isEqualTo(201);
        scan.mayEnd.release(3);
        assertThat(scan.begun.poll(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(scan.begun.poll(10, TimeUnit.SECONDS)).isNotNull();
        CompletableFuture<Answered> again = ask(late);
        scan.mayEnd.release(3);
        assertThat(again.join().answer()).hasSize(1);
    }

    @Test
    void aQuestionWhoseDeadlineHasPassedIsNotScanned() throws InterruptedException {
        TestAsker asker = asker("fiu");
        var unused = ask(asker);
        begun();
        assertThatThrownBy(() -> desk.answer("fiu", 1, asker.keyId, asker.query(1), Duration.ofMillis(20)))
                .isInstanceOfSatisfying(
                        RefusedQuestionException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.DEADLINE));
        CompletableFuture<Answered> next = askAndWait(asker);
        scan.mayEnd.release(2);
        next.join();
        assertThat(scan.begun.remove()).hasSize(1);
        assertThat(scan.begun).isEmpty();
    }

    @Test
    void keysThatAreEvictedWhileTheirQuestionWaitsStillAnswerIt() throws InterruptedException {
        TestAsker asker = asker("fiu");
        var unused = ask(asker);
        begun();
        CompletableFuture<Answered> waiting = askAndWait(asker);
        asker.upload();
        asker.upload();
        scan.mayEnd.release(1);
        List<PendingQuestion> questions = scan.begun.poll(10, TimeUnit.SECONDS);
        assertThat(questions.get(0).keys().nativeBytes()).isPositive();
        scan.mayEnd.release(1);
        waiting.join();
    }

    @Test
    void aDeskThatIsClosedRefusesWhoWaits() throws InterruptedException {
        TestAsker asker = asker("fiu");
        CompletableFuture<Answered> running = ask(asker);
        begun();
        CompletableFuture<Answered> waiting = askAndWait(asker);
        CompletableFuture<Void> closing = CompletableFuture.runAsync(desk::close);
        assertThatThrownBy(waiting::join)
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("the host is being stopped; retry later");
        scan.mayEnd.release();
        assertThat(running.join().answer()).hasSize(1);
        closing.join();
        assertThatThrownBy(() -> asker.ask(1)).isInstanceOf(RefusedQuestionException.class);
    }

    private TestAsker asker(String name) {
        TestAsker asker = new TestAsker(name, desk);
        askers.add(asker);
        return asker;
    }

    private static CompletableFuture<Answered> ask(TestAsker asker) {
        CompletableFuture<Answered> answer = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                answer.complete(asker.ask(1));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return answer;
    }

    private CompletableFuture<Answered> askAndWait(TestAsker asker) {
        int before = desk.waiting();
        CompletableFuture<Answered> answer = ask(asker);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (desk.waiting() == before) {
            assertThat(end - System.nanoTime())
                    .as("nanoseconds left to stand in line behind %d others", before)
                    .isPositive();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        return answer;
    }

    private List<String> begun() throws InterruptedException {
        List<PendingQuestion> questions = scan.begun.poll(10, TimeUnit.SECONDS);
        assertThat(questions).isNotNull();
        return questions.stream().map(PendingQuestion::asker).toList();
    }

    private double count(String outcome) {
        return registry.get("mistnet.lookup.questions")
                .tag("outcome", outcome)
                .counter()
                .count();
    }
}
