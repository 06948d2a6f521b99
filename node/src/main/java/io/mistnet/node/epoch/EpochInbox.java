package io.mistnet.node.epoch;

import io.mistnet.node.epoch.EpochMessage.Abort;
import io.mistnet.node.epoch.EpochMessage.Begin;
import io.mistnet.node.epoch.EpochMessage.Commitment;
import io.mistnet.node.epoch.EpochMessage.Decline;
import io.mistnet.node.epoch.EpochMessage.Join;
import io.mistnet.node.epoch.EpochMessage.Propose;
import io.mistnet.node.epoch.EpochMessage.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The entrance for control messages about epochs: reads them, checks that the sender's role may send them, and hands them to the roles of this node that they
 * concern. What is refused is named and counted. Safe to call from any thread.
 */
public final class EpochInbox {

    private final Roster roster;
    private final EpochListener listener;
    private final Optional<ActorRef<EpochCoordinator.Command>> coordinator;
    private final Optional<ActorRef<ComputeParticipant.Command>> compute;
    private final Optional<ActorRef<DataParticipant.Command>> data;

    public EpochInbox(
            Roster roster,
            EpochListener listener,
            Optional<ActorRef<EpochCoordinator.Command>> coordinator,
            Optional<ActorRef<ComputeParticipant.Command>> compute,
            Optional<ActorRef<DataParticipant.Command>> data) {
        this.roster = roster;
        this.listener = listener;
        this.coordinator = coordinator;
        this.compute = compute;
        this.data = data;
    }

    /** Takes a payload from an institution that its link has authenticated. */
    public void receive(String from, byte[] payload) {
        try {
            receive(from, EpochCodec.decode(payload));
        } catch (MalformedMessageException e) {
            listener.on(new EpochEvent.MessageRefused(from, "malformed", String.valueOf(e.getMessage())));
        }
    }

    void receive(String from, EpochMessage message) {
        Received received = new Received(from, message);
        List<Runnable> takers = new ArrayList<>();
        if (message instanceof Propose || message instanceof Begin || message instanceof Release) {
            if (!from.equals(roster.coordinator())) {
                EpochEvents.refuse(listener, received, "role", "only " + roster.coordinator() + " coordinates");
                return;
            }
            compute.ifPresent(to -> takers.add(() -> to.tell(received)));
            data.ifPresent(to -> takers.add(() -> to.tell(received)));
        } else if (message instanceof Join || message instanceof Decline || message instanceof Commitment) {
            if (!roster.isBank(from)) {
                EpochEvents.refuse(listener, received, "role", "it is not a bank of the network");
                return;
            }
            if (message instanceof Commitment) {
                compute.ifPresent(to -> takers.add(() -> to.tell(received)));
            } else {
                coordinator.ifPresent(to -> takers.add(() -> to.tell(received)));
            }
        } else {
            if (roster.party(from).isEmpty()) {
                EpochEvents.refuse(listener, received, "role", "it is not a compute party");
                return;
            }
            if (message instanceof Abort abort && !roster.institutions().contains(abort.peer())) {
                EpochEvents.refuse(listener, received, "content", "no institution is named " + abort.peer());
                return;
            }
            coordinator.ifPresent(to -> takers.add(() -> to.tell(received)));
            if (message instanceof Abort) {
                compute.ifPresent(to -> takers.add(() -> to.tell(received)));
                data.ifPresent(to -> takers.add(() -> to.tell(received)));
            }
        }
        if (takers.isEmpty()) {
            EpochEvents.refuse(listener, received, "role", "this node has no role that it concerns");
        }
        takers.forEach(Runnable::run);
    }
}
