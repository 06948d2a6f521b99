package io.mistnet.node.epoch;

import io.mistnet.node.control.ControlEvent;
import io.mistnet.node.control.ControlEvent.Down;
import io.mistnet.node.control.ControlEvent.Received;
import io.mistnet.node.control.ControlEvent.Up;
import io.mistnet.node.peer.Peer;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Starts the actors of this node's roles in epochs, and hands them what happens on the control links. What the node says to itself takes the same way. */
public final class EpochGuardian {

    private final ControlRoutes routes;
    private final ActorContext<ControlEvent> context;
    private final BiConsumer<Peer, byte[]> control;
    private final Optional<ActorRef<EpochCoordinator.Command>> coordinator;
    private final Optional<ActorRef<DataParticipant.Command>> data;
    private final EpochInbox inbox;

    /**
     * Which roles the node has, and what each works with, given where to send messages.
     *
     * @param coordinator for the node of P0
     * @param compute for the nodes of P0, P1 and P2
     * @param data for banks
     */
    public record Roles(
            Optional<Function<EpochOutbox, Behavior<EpochCoordinator.Command>>> coordinator,
            Optional<Function<EpochOutbox, Behavior<ComputeParticipant.Command>>> compute,
            Optional<Function<EpochOutbox, Behavior<DataParticipant.Command>>> data) {}

    /**
     * The actor that the control links report to.
     *
     * @param connect makes the control links, given whom they report to; what it returns sends a payload to a peer, or drops it
     */
    public static Behavior<ControlEvent> create(
            Roster roster,
            Roles roles,
            EpochListener listener,
            Function<ActorContext<ControlEvent>, BiConsumer<Peer, byte[]>> connect) {
        return Behaviors.setup(
                context -> new EpochGuardian(context, roster, roles, listener, connect.apply(context)).behavior());
    }

    private EpochGuardian(
            ActorContext<ControlEvent> context,
            Roster roster,
            Roles roles,
            EpochListener listener,
            BiConsumer<Peer, byte[]> control) {
        this.context = context;
        this.routes = new ControlRoutes(roster);
        this.control = control;
        EpochOutbox outbox = outbox(context.getSelf());
        coordinator = roles.coordinator().map(role -> context.spawn(role.apply(outbox), "coordinator"));
        data = roles.data().map(role -> context.spawn(role.apply(outbox), "data"));
        inbox = new EpochInbox(
                roster,
                listener,
                coordinator,
                roles.compute().map(role -> context.spawn(role.apply(outbox), "compute")),
                data);
    }

    private EpochOutbox outbox(ActorRef<ControlEvent> self) {
        return (institution, message) -> {
            Peer peer = routes.to(institution, message);
            byte[] payload = EpochCodec.encode(message);
            if (institution.equals(routes.roster().self())) {
                self.tell(new Received(peer, payload));
            } else {
                control.accept(peer, payload);
            }
        };
    }

    private Behavior<ControlEvent> behavior() {
        return Behaviors.receive(ControlEvent.class)
                .onMessage(Received.class, event -> {
                    inbox.receive(event.peer().institution(), event.message());
                    return Behaviors.same();
                })
                .onMessage(Up.class, event -> {
                    tellCoordinator(
                            event.peer(),
                            new EpochCoordinator.Connected(event.peer().institution()));
                    tellBank(event.peer());
                    return Behaviors.same();
                })
                .onMessage(Down.class, event -> {
                    context.getLog().debug("control link to {} is down: {}", event.peer(), event.reason());
                    tellCoordinator(
                            event.peer(),
                            new EpochCoordinator.Disconnected(event.peer().institution()));
                    return Behaviors.same();
                })
                .build();
    }

    /** The bank hears of its own links to compute parties. */
    private void tellBank(Peer up) {
        data.filter(to -> up.equals(Peer.toCompute(up.institution())))
                .ifPresent(to -> to.tell(new DataParticipant.Connected(up.institution())));
    }

    /** The coordinator hears of the link that it would use, and of no other to the same institution. */
    private void tellCoordinator(Peer peer, EpochCoordinator.Command command) {
        boolean used = peer.equals(routes.asComputeParty(peer.institution()));
        boolean own = peer.institution().equals(routes.roster().self());
        coordinator.filter(to -> used && !own).ifPresent(to -> to.tell(command));
    }
}
