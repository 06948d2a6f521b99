package io.mistnet.node.epoch;

import io.mistnet.node.epoch.ComputeParticipant.Command;
import io.mistnet.node.epoch.ComputeParticipant.InputFailed;
import io.mistnet.node.epoch.ComputeParticipant.InputReceived;
import io.mistnet.node.epoch.ComputeParticipant.Released;
import io.mistnet.node.epoch.ComputeParticipant.RunEnded;
import io.mistnet.node.epoch.ComputeParticipant.RunFailed;
import io.mistnet.node.peer.Peer;
import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.ProtocolAbortException;
import io.mistnet.protocols.propagation.BlockSizes;
import io.mistnet.protocols.propagation.ComputeParty;
import io.mistnet.protocols.propagation.DealtInput;
import io.mistnet.protocols.propagation.EpochId;
import io.mistnet.protocols.propagation.Outcome;
import io.mistnet.protocols.sharing.Party;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one attempt at a compute party does in the workers' threads: it blocks on channels, and tells the actor how it ended. */
final class ComputeWork {

    private static final Logger LOG = LoggerFactory.getLogger(ComputeWork.class);

    private final ComputeSite site;
    private final EpochId id;
    private final ActorRef<Command> actor;
    private final AttemptChannels banks;
    private final AttemptChannels peers;

    ComputeWork(ComputeSite site, EpochId id, ActorRef<Command> actor) {
        this.site = site;
        this.id = id;
        this.actor = actor;
        this.banks = new AttemptChannels(site.channels(), id);
        this.peers = new AttemptChannels(site.channels(), id);
    }

    /** Receives what a bank deals. */
    void receive(int bank, String name, BlockSizes sizes) {
        site.workers().execute(() -> {
            try {
                Channel channel = banks.to(Peer.fromBank(name));
                DealtInput input = DealtInput.receive(
                        channel, site.me(), sizes, site.terms().policy());
                actor.tell(new InputReceived(id, bank, input));
            } catch (ProtocolAbortException e) {
                actor.tell(new InputFailed(id, bank, String.valueOf(e.getMessage())));
            } catch (RuntimeException | Error e) {
                LOG.error("epoch={} attempt={} bank={} receiving failed", id.epoch(), id.attempt(), name, e);
                actor.tell(new InputFailed(id, bank, "this node failed to take it"));
            }
        });
    }

    /** Runs the protocol. */
    void run(List<Optional<DealtInput>> inputs) {
        byte[] seed = new byte[32];
        site.random().nextBytes(seed);
        site.workers().execute(() -> {
            try {
                StepTimes times = new StepTimes(System::nanoTime);
                Map<Party, Channel> channels = new EnumMap<>(Party.class);
                for (Party party : Party.values()) {
                    if (party != site.me()) {
                        Peer peer = Peer.betweenCompute(site.roster().institution(party));
                        channels.put(party, times.onto(peers.to(peer)));
                    }
                }
                ComputeParty party =
                        new ComputeParty(site.me(), channels, site.terms().policy(), id, seed);
                Outcome outcome = party.run(inputs);
                // the next attempt may begin before this one has released everything
                peers.close();
                times.byPhase().forEach((phase, time) -> site.listener().on(new EpochEvent.Timed(id, phase, time)));
                actor.tell(new RunEnded(id, outcome));
            } catch (RuntimeException | Error e) {
                actor.tell(new RunFailed(id, e));
            }
        });
    }

    /** Sends a bank this party's share of its result. */
    void release(Outcome outcome, int bank, String name) {
        site.workers().execute(() -> {
            try {
                outcome.release(bank, banks.to(Peer.fromBank(name)));
                banks.close(Peer.fromBank(name));
            } catch (ProtocolAbortException e) {
                site.listener().on(new EpochEvent.ReleaseFailed(id, name, String.valueOf(e.getMessage())));
            } finally {
                actor.tell(new Released(id));
            }
        });
    }

    /** Ends what is under way with one bank. */
    void abortBank(String name, String reason) {
        banks.abort(Peer.fromBank(name), reason);
    }

    /** Ends a run that is under way. */
    void abortRun(String reason) {
        peers.abort(reason);
    }

    /** Ends all that is under way. */
    void abort(String reason) {
        banks.abort(reason);
        peers.abort(reason);
    }

    /** Gives all channels up in good order. */
    void close() {
        banks.close();
        peers.close();
    }
}
