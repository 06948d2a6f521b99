package io.mistnet.node.epoch;

import io.mistnet.node.epoch.EpochMessage.Abort;
import io.mistnet.node.epoch.EpochMessage.Begin;
import io.mistnet.node.epoch.EpochMessage.Commitment;
import io.mistnet.node.epoch.EpochMessage.Decline;
import io.mistnet.node.epoch.EpochMessage.Propose;
import io.mistnet.node.epoch.EpochMessage.Release;
import io.mistnet.node.epoch.LedgerSource.Snapshot;
import io.mistnet.protocols.propagation.DataParty;
import io.mistnet.protocols.propagation.EpochId;
import io.mistnet.protocols.sharing.Party;
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
import org.jspecify.annotations.Nullable;

/**
 * A bank's part in epochs: takes a snapshot of its window at the cut-off, deals it to the three compute parties, opens the result for its own accounts and hands it to
 * the publisher. A retried attempt deals the same snapshot with fresh randomness.
 */
public final class DataParticipant extends AbstractBehavior<DataParticipant.Command> {

    /** What the actor takes. Messages of other nodes come through {@link EpochInbox}. */
    public sealed interface Command
            permits Received, Connected, Prepared, NotPrepared, Dealt, NotDealt, Opened, NotOpened, AttemptOver {}

    /** The bank's own control link to a compute party stands. */
    public record Connected(String institution) implements Command {}

    record Prepared(EpochId id, Snapshot snapshot, DataParty party) implements Command {}

    record NotPrepared(EpochId id, Throwable cause) implements Command {}

    record Dealt(String institution, Commitment commitment) implements Command {}

    record NotDealt(EpochId id, Party to, Throwable cause) implements Command {}

    record Opened(EpochId id, double[] values) implements Command {}

    record NotOpened(EpochId id, Throwable cause) implements Command {}

    record AttemptOver(EpochId id) implements Command {}

    private final DataSite site;
    private final EpochMark mark;
    private final TimerScheduler<Command> timers;
    private final Map<EpochId, DataAttempt> attempts = new HashMap<>();
    private @Nullable HeldSnapshot held;

    /**
     * The actor for one node.
     *
     * @param mark the last attempt that this bank dealt to; owned by the actor from now on
     */
    public static Behavior<Command> create(DataSite site, EpochMark mark) {
        Behavior<Command> behavior = Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new DataParticipant(context, timers, site, mark)));
        return Behaviors.supervise(behavior).onFailure(SupervisorStrategy.restart());
    }

    private DataParticipant(
            ActorContext<Command> context, TimerScheduler<Command> timers, DataSite site, EpochMark mark) {
        super(context);
        this.timers = timers;
        this.site = site;
        this.mark = mark;
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Received.class, this::onReceived)
                .onMessage(Prepared.class, m -> with(m.id(), attempt -> attempt.onPrepared(m.snapshot(), m.party())))
                .onMessage(NotPrepared.class, m -> with(m.id(), attempt -> attempt.onNotPrepared(m.cause())))
                .onMessage(Connected.class, this::onConnected)
                .onMessage(
                        Dealt.class,
                        m -> with(m.commitment().id(), attempt -> attempt.onDealt(m.institution(), m.commitment())))
                .onMessage(NotDealt.class, m -> with(m.id(), attempt -> attempt.onNotDealt(m.to(), m.cause())))
                .onMessage(Opened.class, m -> with(m.id(), attempt -> attempt.onOpened(m.values())))
                .onMessage(NotOpened.class, m -> with(m.id(), attempt -> attempt.onNotOpened(m.cause())))
                .onMessage(AttemptOver.class, m -> with(m.id(), DataAttempt::onTimeOver))
                .onSignal(PostStop.class, signal -> closeAll())
                .onSignal(PreRestart.class, signal -> closeAll())
                .build();
    }

    private Behavior<Command> with(EpochId id, Consumer<DataAttempt> action) {
        DataAttempt attempt = attempts.get(id);
        if (attempt != null) {
            action.accept(attempt);
        }
        return this;
    }

    private Behavior<Command> onConnected(Connected found) {
        attempts.values().forEach(attempt -> attempt.onConnected(found.institution()));
        return this;
    }

    private Behavior<Command> onReceived(Received received) {
        EpochMessage message = received.message();
        DataAttempt attempt = attempts.get(message.id());
        if (message instanceof Propose propose) {
            onPropose(received, propose);
        } else if (attempt == null) {
            if (!(message instanceof Abort)) {
                site.refuse(received, "state", "this bank is not in that attempt");
            }
        } else if (message instanceof Begin begin) {
            attempt.onBegin(received, begin, mark);
        } else if (message instanceof Release release) {
            attempt.onRelease(received, release);
        } else if (message instanceof Abort abort) {
            attempt.onAbort(received.from(), abort);
        }
        return this;
    }

    private void onPropose(Received received, Propose propose) {
        EpochId id = propose.id();
        Optional<String> objection = mark.objection(id)
                .or(() -> attempts.keySet().stream().allMatch(other -> EpochMark.isAfter(id, other))
                        ? Optional.empty()
                        : Optional.of("this attempt or a later one is known"))
                .or(() -> site.terms().objection(propose.cutOff(), site.clock().instant()));
        if (objection.isPresent()) {
            site.refuse(received, "state", objection.get());
            site.outbox().send(received.from(), new Decline(id, objection.get()));
            return;
        }
        Optional<String> busy = site.results().objection();
        if (busy.isPresent()) {
            site.outbox().send(received.from(), new Decline(id, busy.get()));
            return;
        }
        attempts.values().removeIf(DataAttempt::endForNext);
        DataAttempt attempt = new DataAttempt(site, propose, getContext().getSelf());
        attempts.put(id, attempt);
        AttemptOver over = new AttemptOver(id);
        // the result is opened after the attempt's own phases
        timers.startSingleTimer(
                over, over, site.terms().attempt().plus(site.terms().timing().computeDeadline()));
        HeldSnapshot known = held;
        if (known == null || known.epoch() != id.epoch()) {
            known = new HeldSnapshot(
                    id.epoch(),
                    () -> site.ledgers().at(propose.cutOff(), site.roster().banks()));
            held = known;
        }
        attempt.prepare(known);
    }

    private Behavior<Command> closeAll() {
        attempts.values().forEach(DataAttempt::close);
        return this;
    }
}
