package io.mistnet.node.watch;

import io.mistnet.node.ingest.IngestSettings.Retry;
import io.mistnet.node.window.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.Props;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchScheduleTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MOMENT = Duration.ofMillis(100);

    /** Whoever starts the actor, moves the clock or sends a message finds all done that follows from it. */
    private static final Props CALLING_THREAD = DispatcherSelector.fromConfig("pekko.test.calling-thread-dispatcher");

    private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
    private final ManualTime time = ManualTime.get(kit.system());
    private final TestProbe<String> ends = kit.createTestProbe();
    private Optional<Instant> last = Optional.empty();
    private boolean fails;

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void theFirstRunIsAtOnceAndTheNextADayLater() {
        start();
        ends.expectMessage("run");
        time.expectNoMessageFor(DAY.minus(MOMENT), ends);
        time.timePasses(MOMENT);
        ends.expectMessage("run");
    }

    @Test
    void afterARestartTheNextRunIsADayAfterTheLast() {
        last = Optional.of(NOW.minus(Duration.ofHours(20)));
        start();
        time.expectNoMessageFor(Duration.ofHours(4).minus(MOMENT), ends);
        time.timePasses(MOMENT);
        ends.expectMessage("run");
    }

    @Test
    void aFailedRunIsTriedAgainWithPausesThatGrow() {
        fails = true;
        start();
        ends.expectMessage("failure: no disk");
        time.expectNoMessageFor(Duration.ofSeconds(9), ends);
        time.timePasses(Duration.ofSeconds(1));
        ends.expectMessage("failure: no disk");
        time.expectNoMessageFor(Duration.ofSeconds(19), ends);
        fails = false;
        time.timePasses(Duration.ofSeconds(1));
        ends.expectMessage("run");
        time.expectNoMessageFor(DAY.minus(MOMENT), ends);
    }

    private void start() {
        WatchSchedule.Work work = new WatchSchedule.Work() {
            @Override
            public Optional<Instant> lastAt() {
                return last;
            }

            @Override
            public WatchRun.Outcome run() throws IOException {
                if (fails) {
                    throw new IOException("no disk");
                }
                return new WatchRun.Outcome(NOW, 0, 0, 0);
            }
        };
        WatchSchedule.Listener listener = new WatchSchedule.Listener() {
            @Override
            public void onRun(WatchRun.Outcome outcome) {
                ends.getRef().tell("run");
            }

            @Override
            public void onFailure(Throwable failure) {
                ends.getRef().tell("failure: " + failure.getMessage());
            }
        };
        kit.spawn(
                WatchSchedule.create(
                        work,
                        DAY,
                        new Retry(Duration.ofSeconds(10), Duration.ofMinutes(30)),
                        new SettableClock(NOW),
                        Runnable::run,
                        listener),
                CALLING_THREAD);
        time.timePasses(Duration.ZERO);
    }
}
