package io.mistnet.node.epoch;

import io.mistnet.node.epoch.EpochMessage.Abort;
import io.mistnet.node.epoch.EpochMessage.Accept;
import io.mistnet.node.epoch.EpochMessage.Begin;
import io.mistnet.node.epoch.EpochMessage.Decline;
import io.mistnet.node.epoch.EpochMessage.Join;
import io.mistnet.node.epoch.EpochMessage.LeftOut;
import io.mistnet.node.epoch.EpochMessage.Propose;
import io.mistnet.node.epoch.EpochMessage.Ran;
import io.mistnet.node.epoch.EpochMessage.Refuse;
import io.mistnet.node.epoch.EpochMessage.Release;
import io.mistnet.node.network.EpochTiming;
import io.mistnet.protocols.propagation.EpochId;
import io.mistnet.protocols.sharing.Party;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Coordinates epochs, at the node of P0. At every cut-off it proposes an epoch; with all three compute parties ready and at least two banks joined it begins; when all
 * three have ended alike it lets them release. A failed attempt is tried again with the same cut-off while the interval lasts. It sees sizes and counts only.
 *
 * <p>An epoch's number is on disk before it is proposed, so that none is used twice.
 */
public final class EpochCoordinator extends AbstractBehavior<EpochCoordinator.Command> {

    private static final int FEWEST_BANKS = 2;
    private static final String CONTROL_LOST = "its control link was lost";

    /** Before P0 itself calls an attempt failed, so that a compute party that knows more can. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    /** What the actor takes. Messages of other nodes come through {@link EpochInbox}. */
    public sealed interface Command
            permits Received, Connected, Disconnected, Tick, JoiningOver, RunningOver, PeerGone {}

    /** A control link to the institution stands. */
    public record Connected(String institution) implements Command {}

    /** No control link to the institution stands any more. */
    public record Disconnected(String institution) implements Command {}

    record Tick() implements Command {}

    record JoiningOver(EpochId id) implements Command {}

    record RunningOver(EpochId id) implements Command {}

    record PeerGone(EpochId id, String institution) implements Command {}

    private final CoordinatorSite site;
    private final EpochMark mark;
    private final TimerScheduler<Command> timers;
    private final Set<String> connected;
    private @Nullable Proposal proposal;
    private @Nullable Running running;

    /**
     * The actor for one node.
     *
     * @param mark the last attempt that was proposed; owned by the actor from now on
     */
    public static Behavior<Command> create(CoordinatorSite site, EpochMark mark) {
        // outlives a restart of the actor, which the links do not notice
        Set<String> connected = new HashSet<>(Set.of(site.roster().self()));
        Behavior<Command> behavior = Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new EpochCoordinator(context, timers, site, mark, connected)));
        return Behaviors.supervise(behavior).onFailure(SupervisorStrategy.restart());
    }

    private EpochCoordinator(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            CoordinatorSite site,
            EpochMark mark,
            Set<String> connected) {
        super(context);
        this.connected = connected;
        this.timers = timers;
        this.site = site;
        this.mark = mark;
        awaitNextCutOff();
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Connected.class, this::onConnected)
                .onMessage(Disconnected.class, this::onDisconnected)
                .onMessage(Tick.class, m -> onTick())
                .onMessage(JoiningOver.class, this::onJoiningOver)
                .onMessage(RunningOver.class, this::onRunningOver)
                .onMessage(PeerGone.class, this::onPeerGone)
                .onMessage(Received.class, this::onReceived)
                .build();
    }

    private void awaitNextCutOff() {
        // one millisecond on, the cut-off certainly lies in the past
        Duration wait = site.terms().untilNextCutOff(site.clock().instant()).plusMillis(1);
        timers.startSingleTimer(Tick.class, new Tick(), wait);
    }

    private Behavior<Command> onTick() {
        awaitNextCutOff();
        EpochId last = mark.last();
        if (proposal != null) {
            site.listener().on(new EpochEvent.Overrun(last));
            return this;
        }
        Instant cutOff = site.terms().cutOffBefore(site.clock().instant());
        EpochId id = new EpochId(last.epoch() + 1, 0);
        propose(new Propose(id, cutOff, site.terms().isReleaseDue(cutOff, mark.lastReleased())));
        return this;
    }

    private void propose(Propose propose) {
        for (Party party : Party.values()) {
            String institution = site.roster().institution(party);
            if (!connected.contains(institution)) {
                site.listener().on(new EpochEvent.NotBegun(propose.id(), institution, "not connected"));
                return;
            }
        }
        mark.advance(propose.id());
        proposal = new Proposal(propose, site.clock().instant(), site.roster(), connected);
        timers.startSingleTimer(
                JoiningOver.class,
                new JoiningOver(propose.id()),
                site.terms().timing().joinDeadline());
        site.outbox().sendAll(site.roster(), propose);
    }

    private Behavior<Command> onReceived(Received received) {
        Proposal now = proposal;
        EpochMessage message = received.message();
        if (now == null || !now.id().equals(message.id())) {
            if (!(message instanceof Abort)) {
                site.refuse(received, "state", "that attempt is not under way");
            }
        } else if (message instanceof Abort abort) {
            fail(now, abort, false);
        } else if (message instanceof Ran ran && running != null) {
            onRan(now, running, received, ran);
        } else if (running != null || message instanceof Ran) {
            site.refuse(received, "state", running == null ? "the attempt has not begun" : "the attempt has begun");
        } else if (message instanceof Accept) {
            site.roster().party(received.from()).ifPresent(now::accept);
            beginWhenAnswered(now);
        } else if (message instanceof Refuse refuse) {
            mark.catchUp(refuse.lastEpoch());
            notBegun(now, received.from(), refuse.reason());
        } else if (message instanceof Join join) {
            Optional<String> objection = site.terms().objection(join.sizes());
            answer(now, received, objection.map(Seat::empty).orElseGet(() -> Seat.taken(join.sizes())));
        } else if (message instanceof Decline decline) {
            answer(now, received, Seat.empty(decline.reason()));
        }
        return this;
    }

    private void answer(Proposal now, Received received, Seat seat) {
        if (now.answer(received.from(), seat)) {
            beginWhenAnswered(now);
        } else {
            site.refuse(received, "state", "it has answered already");
        }
    }

    private Behavior<Command> onConnected(Connected found) {
        connected.add(found.institution());
        return this;
    }

    private Behavior<Command> onDisconnected(Disconnected lost) {
        String institution = lost.institution();
        connected.remove(institution);
        Proposal now = proposal;
        boolean computes = site.roster().party(institution).isPresent();
        if (now != null && running != null && computes) {
            // whoever waits for it in the protocol knows the step, and says so first
            timers.startSingleTimer(new PeerGone(now.id(), institution), GRACE);
        } else if (now != null && running == null && computes) {
            notBegun(now, institution, CONTROL_LOST);
        } else if (now != null && running == null && now.answer(institution, Seat.empty(CONTROL_LOST))) {
            beginWhenAnswered(now);
        }
        return this;
    }

    private Behavior<Command> onJoiningOver(JoiningOver over) {
        Proposal now = proposal;
        if (now != null && running == null && now.id().equals(over.id())) {
            begin(now);
        }
        return this;
    }

    private void beginWhenAnswered(Proposal now) {
        if (now.isAnswered()) {
            begin(now);
        }
    }

    private void begin(Proposal now) {
        timers.cancel(JoiningOver.class);
        now.leftOut().forEach(bank -> site.leftOut(now.id(), bank));
        Optional<Proposal.Obstacle> obstacle = now.obstacle(FEWEST_BANKS);
        if (obstacle.isPresent()) {
            notBegun(now, obstacle.get().peer(), obstacle.get().reason());
            return;
        }
        running = new Running();
        site.listener().on(new EpochEvent.Begun(now.id(), now.taking()));
        EpochTiming timing = site.terms().timing();
        Duration most = timing.dealingDeadline().plus(timing.computeDeadline()).plus(GRACE);
        timers.startSingleTimer(RunningOver.class, new RunningOver(now.id()), most);
        site.outbox().sendAll(site.roster(), new Begin(now.id(), now.seats()));
    }

    private void notBegun(Proposal now, String peer, String reason) {
        end();
        site.listener().on(new EpochEvent.NotBegun(now.id(), peer, reason));
        site.outbox().sendAll(site.roster(), new Abort(now.id(), peer, "joining", reason));
    }

    private void onRan(Proposal now, Running run, Received received, Ran ran) {
        site.roster().party(received.from()).ifPresent(party -> run.put(party, ran));
        if (!run.isComplete()) {
            return;
        }
        Optional<String> objection = run.objection(site.roster().banks().size());
        if (objection.isPresent()) {
            fail(now, new Abort(now.id(), site.roster().self(), "ending", objection.get()), true);
            return;
        }
        List<LeftOut> leftOut = run.leftOut();
        leftOut.stream()
                .filter(bank -> now.seats().get(bank.bank()).isTaken())
                .forEach(bank -> site.leftOut(now.id(), bank));
        boolean releases = now.propose().releases();
        if (releases) {
            mark.released(now.propose().cutOff());
            site.outbox().sendAll(site.roster(), new Release(now.id(), leftOut));
        }
        Duration took = Duration.between(now.proposedAt(), site.clock().instant());
        end();
        site.listener().on(new EpochEvent.Completed(now.id(), run.counts(), releases, took));
    }

    private Behavior<Command> onRunningOver(RunningOver over) {
        Proposal now = proposal;
        Running run = running;
        if (now != null && run != null && now.id().equals(over.id())) {
            String late = site.roster().institution(run.missing().orElse(Party.P0));
            fail(now, new Abort(now.id(), late, "running", "did not end by the deadline"), true);
        }
        return this;
    }

    private Behavior<Command> onPeerGone(PeerGone gone) {
        Proposal now = proposal;
        if (now != null && now.id().equals(gone.id()) && !connected.contains(gone.institution())) {
            fail(now, new Abort(now.id(), gone.institution(), "running", CONTROL_LOST), true);
        }
        return this;
    }

    private void fail(Proposal now, Abort abort, boolean tell) {
        end();
        site.listener().on(new EpochEvent.Aborted(now.id(), "coordinator", abort.peer(), abort.step(), abort.reason()));
        if (tell) {
            site.outbox().sendAll(site.roster(), abort);
        }
        Instant retryUntil = now.propose().cutOff().plus(site.terms().timing().interval());
        if (now.id().attempt() + 1 < site.terms().attempts()
                && site.clock().instant().isBefore(retryUntil)) {
            EpochId next = new EpochId(now.id().epoch(), now.id().attempt() + 1);
            propose(new Propose(next, now.propose().cutOff(), now.propose().releases()));
        }
    }

    private void end() {
        timers.cancel(JoiningOver.class);
        timers.cancel(RunningOver.class);
        proposal = null;
        running = null;
    }
}
