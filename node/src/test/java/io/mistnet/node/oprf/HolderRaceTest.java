package io.mistnet.node.oprf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mistnet.node.oprf.HolderFailedException.Kind;
import io.mistnet.node.request.Deadline;
import io.mistnet.node.trial.Trials;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two of the holders bank-2, bank-3 and fiu must answer. */
class HolderRaceTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofSeconds(2);

    /** For those of whom none answers in time. */
    private static final Duration SHORTEST = Duration.ofMillis(50);

    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final CountDownLatch forever = new CountDownLatch(1);
    private final Queue<Integer> questions = new ConcurrentLinkedQueue<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TestClock clock = new TestClock();
    private AskedHolders asked;

    @BeforeEach
    void threeHolders() throws Exception {
        asked = new AskedHolders(
                Holders.of(Trials.withLookup(3).network()), new OprfMeters(meters), clock, new Random(20261122));
    }

    @AfterEach
    void stop() {
        forever.countDown();
        workers.shutdownNow();
    }

    @Test
    void noMoreAreAskedThanAreNeededWhereAllAnswer() throws Exception {
        Set<Integer> answers = twoAnswers(holder -> holder, LONG);

        assertThat(answers).hasSize(2);
        assertThat(questions).containsExactlyInAnyOrderElementsOf(answers);
    }

    @Test
    void oneThatIsSilentIsJoinedByAnotherAndComesLastAfterwards() throws Exception {
        int silent = asked.order().get(0);
        for (int race = 0; race < 10; race++) {
            assertThat(twoAnswers(holder -> holder == silent ? silence() : holder, SHORT))
                    .hasSize(2)
                    .doesNotContain(silent);
        }
        assertThat(questions.stream().filter(holder -> holder == silent).count())
                .isLessThanOrEqualTo(1);
        clock.advance(Duration.ofMinutes(2));
        Set<Integer> first = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            first.add(asked.order().get(0));
        }
        assertThat(first).as("after a while it has another chance").contains(silent);
    }

    @Test
    void aLateAnswerCounts() throws Exception {
        CountDownLatch allAsked = new CountDownLatch(3);
        Set<Integer> answers = twoAnswers(
                holder -> {
                    allAsked.countDown();
                    if (holder == 1) {
                        throw new HolderFailedException(Kind.REFUSED, "no quota");
                    }
                    await(allAsked);
                    return holder;
                },
                SHORTEST);

        assertThat(answers).containsExactlyInAnyOrder(2, 3);
        assertThat(questions).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void whereTooFewAnswerUntilTheDeadlineEachIsNamedWithItsReason() {
        long start = System.nanoTime();
        assertThatThrownBy(
                        () -> answers(2, holder -> holder == 2 ? silence() : refused(), SHORTEST, Deadline.in(SHORT)))
                .isInstanceOfSatisfying(HoldersAwayException.class, away -> {
                    assertThat(away.reasons()).containsOnlyKeys("bank-2", "bank-3", "fiu");
                    assertThat(away.reasons().get("bank-3")).matches("no answer within [1-9]\\.[0-9] s");
                    assertThat(away.reasons().get("fiu")).isEqualTo("no quota");
                    assertThat(away.hasRefusal()).isTrue();
                });
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void silenceIsCountedByHolder() {
        assertThatThrownBy(() -> answers(2, holder -> silence(), SHORTEST, Deadline.in(SHORT.multipliedBy(5))))
                .isInstanceOf(HoldersAwayException.class);
        for (String holder : List.of("bank-2", "bank-3", "fiu")) {
            assertThat(meters.get("mistnet.oprf.holder.failures")
                            .tags("holder", holder, "kind", "slow")
                            .counter()
                            .count())
                    .isOne();
        }
    }

    private Set<Integer> twoAnswers(HolderRace.Question<Integer> question, Duration patience) throws Exception {
        return answers(2, question, patience, Deadline.in(LONG));
    }

    private Set<Integer> answers(
            int needed, HolderRace.Question<Integer> question, Duration patience, Deadline deadline) throws Exception {
        HolderRace.Question<Integer> noted = holder -> {
            questions.add(holder);
            return question.ask(holder);
        };
        try (HolderRace<Integer> race = new HolderRace<>(asked, noted, patience, deadline, workers)) {
            Set<Integer> answers = new HashSet<>();
            while (answers.size() < needed) {
                answers.add(race.next(needed - answers.size()).content());
            }
            return answers;
        }
    }

    private static int refused() throws HolderFailedException {
        throw new HolderFailedException(Kind.REFUSED, "no quota");
    }

    private int silence() {
        await(forever);
        return 0;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
