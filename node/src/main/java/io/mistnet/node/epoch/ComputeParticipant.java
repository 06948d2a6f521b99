package io.mistnet.node.epoch;

import io.mistnet.node.epoch.EpochMessage.Abort;
import io.mistnet.node.epoch.EpochMessage.Accept;
import io.mistnet.node.epoch.EpochMessage.Begin;
import io.mistnet.node.epoch.EpochMessage.Commitment;
import io.mistnet.node.epoch.EpochMessage.Propose;
import io.mistnet.node.epoch.EpochMessage.Refuse;
import io.mistnet.node.epoch.EpochMessage.Release;
import io.mistnet.protocols.propagation.DealtInput;
import io.mistnet.protocols.propagation.EpochId;
import io.mistnet.protocols.propagation.Outcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * A compute party's part in epochs: agrees to an attempt, takes the banks' inputs, runs the protocol, and releases the result when P0 says that all three ended. One
 * attempt at a time; a newer one that P0 proposes ends the older. Any failure is told to everybody, and nothing of that attempt is opened.
 */
public final class ComputeParticipant extends AbstractBehavior<ComputeParticipant.Command> {

    /** What the actor takes. Messages of other nodes come through {@link EpochInbox}. */
    public sealed interface Command
            permits Received,
                    InputReceived,
                    InputFailed,
                    DealingOver,
                    AttemptOver,
                    RunEnded,
                    RunFailed,
                    Released,
                    Close {}

    record InputReceived(EpochId id, int bank, DealtInput input) implements Command {}

    record InputFailed(EpochId id, int bank, String reason) implements Command {}

    record DealingOver(EpochId id) implements Command {}

    record AttemptOver(EpochId id) implements Command {}

    record RunEnded(EpochId id, Outcome outcome) implements Command {}

    record RunFailed(EpochId id, Throwable cause) implements Command {}

    record Released(EpochId id) implements Command {}

    record Close(EpochId id) implements Command {}

    private final ComputeSite site;
    private final EpochMark mark;
    private final TimerScheduler<Command> timers;
    private final Map<EpochId, ComputeAttempt> attempts = new HashMap<>();

    /**
     * The actor for one node.
     *
     * @param mark the last attempt that this compute party took part in; owned by the actor from now on
     */
    public static Behavior<Command> create(ComputeSite site, EpochMark mark) {
        Behavior<Command> behavior = Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new ComputeParticipant(context, timers, site, mark)));
        return Behaviors.supervise(behavior).onFailure(SupervisorStrategy.restart());
    }

    private ComputeParticipant(
            ActorContext<Command> context, TimerScheduler<Command> timers, ComputeSite site, EpochMark mark) {
        super(context);
        this.timers = timers;
        this.site = site;
        this.mark = mark;
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Received.class, this::onReceived)
                .onMessage(InputReceived.class, m -> with(m.id(), attempt -> attempt.onInput(m.bank(), m.input())))
                .onMessage(InputFailed.class, m -> with(m.id(), attempt -> attempt.onFailure(m.bank(), m.reason())))
                .onMessage(DealingOver.class, m -> with(m.id(), ComputeAttempt::onDealingOver))
                .onMessage(AttemptOver.class, m -> with(m.id(), ComputeAttempt::onTimeOver))
                .onMessage(Released.class, m -> with(m.id(), ComputeAttempt::onReleased))
                .onMessage(RunEnded.class, m -> with(m.id(), attempt -> attempt.onRunEnded(m.outcome())))
                .onMessage(RunFailed.class, m -> with(m.id(), attempt -> attempt.onRunFailed(m.cause())))
                .onMessage(Close.class, m -> with(m.id(), ComputeAttempt::close))
                .onSignal(PostStop.class, signal -> closeAll())
                .onSignal(PreRestart.class, signal -> closeAll())
                .build();
    }

    private Behavior<Command> with(EpochId id, Consumer<ComputeAttempt> action) {
        ComputeAttempt attempt = attempts.get(id);
        if (attempt != null) {
            action.accept(attempt);
        }
        return this;
    }

    private Behavior<Command> onReceived(Received received) {
        EpochMessage message = received.message();
        ComputeAttempt attempt = attempts.get(message.id());
        if (message instanceof Propose propose) {
            onPropose(propose);
        } else if (attempt == null) {
            // an abort may cross with one's own end of the attempt
            if (!(message instanceof Abort)) {
                site.refuse(received, "state", "this node is not in that attempt");
            }
        } else if (message instanceof Begin begin) {
            attempt.onBegin(received, begin);
        } else if (message instanceof Commitment commitment) {
            attempt.onCommitment(received, commitment);
        } else if (message instanceof Release) {
            attempt.onRelease(received, mark);
        } else if (message instanceof Abort abort) {
            attempt.onAbort(received.from(), abort);
        }
        return this;
    }

    private void onPropose(Propose propose) {
        Instant now = site.clock().instant();
        Optional<String> objection = mark.objection(propose.id())
                .or(() -> site.terms().objection(propose.cutOff(), now))
                .or(() -> releaseTooEarly(propose));
        String coordinator = site.roster().coordinator();
        if (objection.isPresent()) {
            site.outbox()
                    .send(
                            coordinator,
                            new Refuse(
                                    propose.id(), objection.get(), mark.last().epoch()));
            return;
        }
        mark.advance(propose.id());
        attempts.values().removeIf(ComputeAttempt::endForNext);
        attempts.put(
                propose.id(), new ComputeAttempt(site, propose, getContext().getSelf(), timers));
        site.outbox().send(coordinator, new Accept(propose.id()));
    }

    private Optional<String> releaseTooEarly(Propose propose) {
        return propose.releases() && !site.terms().isReleaseDue(propose.cutOff(), mark.lastReleased())
                ? Optional.of("results of %s were released; the next are due %s later"
                        .formatted(mark.lastReleased(), site.terms().timing().releaseEvery()))
                : Optional.empty();
    }

    private Behavior<Command> closeAll() {
        attempts.values().forEach(ComputeAttempt::close);
        return this;
    }
}
