package io.mistnet.node.watch;

import io.mistnet.node.ingest.IngestSettings.Retry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/** Runs the watch list when it is due: so long after the last run that went through, and after a failure again and again, with pauses that grow. One run at a time. */
final class WatchSchedule {

    /** What the actor is told. */
    sealed interface Command {}

    private enum Due implements Command {
        NOW
    }

    private record Ended(
            WatchRun.@Nullable Outcome outcome, @Nullable Throwable failure) implements Command {}

    /** Hears how runs end, when the next one is set. */
    interface Listener {

        void onRun(WatchRun.Outcome outcome);

        void onFailure(Throwable failure);
    }

    /** A run, and when the last one was. */
    interface Work {

        Optional<Instant> lastAt() throws Exception;

        WatchRun.Outcome run() throws Exception;
    }

    private final ActorContext<Command> context;
    private final TimerScheduler<Command> timers;
    private final Work work;
    private final Duration every;
    private final Retry retry;
    private final InstantSource clock;
    private final Executor blocking;
    private final Listener listener;
    private int failures;

    private WatchSchedule(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            Work work,
            Duration every,
            Retry retry,
            InstantSource clock,
            Executor blocking,
            Listener listener) {
        this.context = context;
        this.timers = timers;
        this.work = work;
        this.every = every;
        this.retry = retry;
        this.clock = clock;
        this.blocking = blocking;
        this.listener = listener;
    }

    /**
     * The actor that does it.
     *
     * @param every from one run to the next
     * @param blocking where runs go, which block for long
     */
    static Behavior<Command> create(
            Work work, Duration every, Retry retry, InstantSource clock, Executor blocking, Listener listener) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            WatchSchedule schedule = new WatchSchedule(context, timers, work, every, retry, clock, blocking, listener);
            schedule.in(schedule.untilDue());
            return schedule.behavior();
        }));
    }

    private Behavior<Command> behavior() {
        return Behaviors.receive(Command.class)
                .onMessageEquals(Due.NOW, () -> {
                    context.pipeToSelf(CompletableFuture.supplyAsync(this::run, blocking), Ended::new);
                    return Behaviors.same();
                })
                .onMessage(Ended.class, ended -> {
                    ended(ended);
                    return Behaviors.same();
                })
                .build();
    }

    private WatchRun.Outcome run() {
        try {
            return work.run();
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    private void ended(Ended ended) {
        WatchRun.Outcome outcome = ended.outcome();
        if (outcome != null) {
            failures = 0;
            in(every);
            listener.onRun(outcome);
        } else {
            Throwable failure = ended.failure();
            failures++;
            in(retry.after(failures));
            listener.onFailure(
                    failure instanceof CompletionException && failure.getCause() != null
                            ? failure.getCause()
                            : new IllegalStateException(failure));
        }
    }

    private void in(Duration pause) {
        timers.startSingleTimer(Due.NOW, pause);
    }

    /** What cannot be read here, the run will say. */
    private Duration untilDue() {
        try {
            Duration until = work.lastAt()
                    .map(last -> Duration.between(clock.instant(), last.plus(every)))
                    .orElse(Duration.ZERO);
            return until.isNegative() ? Duration.ZERO : until;
        } catch (Exception e) {
            return Duration.ZERO;
        }
    }
}
