package io.mistnet.node.epoch;

import io.mistnet.node.epoch.DataParticipant.Command;
import io.mistnet.node.epoch.DataParticipant.Dealt;
import io.mistnet.node.epoch.DataParticipant.NotDealt;
import io.mistnet.node.epoch.DataParticipant.NotOpened;
import io.mistnet.node.epoch.DataParticipant.NotPrepared;
import io.mistnet.node.epoch.DataParticipant.Opened;
import io.mistnet.node.epoch.DataParticipant.Prepared;
import io.mistnet.node.epoch.EpochMessage.Abort;
import io.mistnet.node.epoch.EpochMessage.Begin;
import io.mistnet.node.epoch.EpochMessage.Commitment;
import io.mistnet.node.epoch.EpochMessage.Decline;
import io.mistnet.node.epoch.EpochMessage.Join;
import io.mistnet.node.epoch.EpochMessage.LeftOut;
import io.mistnet.node.epoch.EpochMessage.Propose;
import io.mistnet.node.epoch.EpochMessage.Release;
import io.mistnet.node.epoch.LedgerSource.Snapshot;
import io.mistnet.node.network.Sha256;
import io.mistnet.node.peer.Peer;
import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.ProtocolAbortException;
import io.mistnet.protocols.propagation.DataParty;
import io.mistnet.protocols.propagation.EpochId;
import io.mistnet.protocols.propagation.PairSecrets;
import io.mistnet.protocols.sharing.Party;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt at one bank, from the proposal to its end. Owned by the actor, in whose thread every method runs; blocking work reports back as commands. */
final class DataAttempt {

    private static final Logger LOG = LoggerFactory.getLogger(DataAttempt.class);

    private enum Phase {
        PREPARING,
        JOINED,
        DEALING,
        OPENING,
        OVER
    }

    private final DataSite site;
    private final Propose propose;
    private final ActorRef<Command> self;
    private final AttemptChannels channels;
    private Phase phase = Phase.PREPARING;
    private @Nullable Snapshot snapshot;
    private @Nullable DataParty party;
    private boolean complete;
    private final Map<String, Commitment> commitments = new HashMap<>();

    DataAttempt(DataSite site, Propose propose, ActorRef<Command> self) {
        this.site = site;
        this.propose = propose;
        this.self = self;
        this.channels = new AttemptChannels(site.channels(), propose.id());
    }

    EpochId id() {
        return propose.id();
    }

    void prepare(HeldSnapshot held) {
        byte[] seed = new byte[32];
        site.random().nextBytes(seed);
        PairSecrets secrets = new AttemptSecrets(site.pairKeys(), site.roster().banks(), propose.cutOff());
        site.workers().execute(() -> {
            try {
                Snapshot taken = held.get();
                DataParty dealer = new DataParty(taken.ledger(), site.terms().policy(), id(), secrets, seed);
                self.tell(new Prepared(id(), taken, dealer));
            } catch (RuntimeException | Error e) {
                self.tell(new NotPrepared(id(), e));
            }
        });
    }

    void onPrepared(Snapshot taken, DataParty dealer) {
        if (phase != Phase.PREPARING) {
            return;
        }
        snapshot = taken;
        party = dealer;
        Optional<String> objection = site.terms().objection(dealer.sizes());
        if (objection.isPresent()) {
            decline(objection.get());
        } else {
            phase = Phase.JOINED;
            site.outbox().send(site.roster().coordinator(), new Join(id(), dealer.sizes()));
        }
    }

    void onNotPrepared(Throwable cause) {
        LOG.error("epoch={} attempt={} the window could not be read", id().epoch(), id().attempt(), cause);
        decline("its window could not be read");
    }

    private void decline(String reason) {
        phase = Phase.OVER;
        site.outbox().send(site.roster().coordinator(), new Decline(id(), reason));
        leftOut(reason);
    }

    void onBegin(Received received, Begin begin, EpochMark mark) {
        int me = site.roster().banks().indexOf(site.roster().self());
        DataParty dealer = party;
        if (begin.seats().size() != site.roster().banks().size()) {
            site.refuse(received, "content", "%d banks".formatted(begin.seats().size()));
        } else if (!begin.seats().get(me).isTaken() && phase != Phase.DEALING) {
            phase = Phase.OVER;
            leftOut(begin.seats().get(me).reason());
        } else if (phase != Phase.JOINED || dealer == null) {
            site.refuse(received, "state", "this bank has not joined, or deals already");
        } else if (!begin.seats().get(me).sizes().equals(Optional.of(dealer.sizes()))) {
            site.refuse(received, "content", "sizes that this bank did not join with");
        } else {
            phase = Phase.DEALING;
            complete = begin.seats().stream().allMatch(Seat::takesPart);
            mark.advance(id());
            for (Party to : Party.values()) {
                site.workers().execute(() -> deal(dealer, to));
            }
        }
    }

    private void deal(DataParty dealer, Party to) {
        String institution = site.roster().institution(to);
        try {
            dealer.deal(to, channel(institution));
            Sha256 digest = new Sha256(HexFormat.of().formatHex(dealer.commitment(to)));
            byte[] statement = new CommitmentStatement(
                            site.terms().networkHash(), id(), site.roster().self(), to, digest)
                    .bytes();
            self.tell(new Dealt(
                    institution, new Commitment(id(), digest, site.signatures().sign(statement))));
        } catch (RuntimeException | Error e) {
            self.tell(new NotDealt(id(), to, e));
        }
    }

    void onDealt(String institution, Commitment commitment) {
        commitments.put(institution, commitment);
        commit(institution);
    }

    /** What was said while the link was dead is lost, even where nobody had noticed: it is said again. Whoever knows it already takes no harm. */
    void onConnected(String institution) {
        commit(institution);
    }

    private void commit(String institution) {
        Commitment commitment = commitments.get(institution);
        if (phase == Phase.DEALING && commitment != null) {
            site.outbox().send(institution, commitment);
        }
    }

    /** The compute parties agree on leaving this bank out, and P0 will say so: nothing to do but to say why. */
    void onNotDealt(Party to, Throwable cause) {
        if (phase != Phase.DEALING) {
            return;
        }
        String institution = site.roster().institution(to);
        if (cause instanceof ProtocolAbortException) {
            leftOut("could not deal to %s: %s".formatted(institution, cause.getMessage()));
        } else {
            LOG.error("epoch={} attempt={} dealing to {} failed", id().epoch(), id().attempt(), institution, cause);
            leftOut("could not deal to " + institution);
        }
    }

    void onRelease(Received received, Release release) {
        int me = site.roster().banks().indexOf(site.roster().self());
        DataParty dealer = party;
        Optional<LeftOut> excluded =
                release.leftOut().stream().filter(bank -> bank.bank() == me).findFirst();
        if (phase == Phase.OVER && excluded.isPresent()) {
            return;
        }
        if (phase != Phase.DEALING || dealer == null) {
            site.refuse(received, "state", "this bank has nothing to open");
        } else if (excluded.isPresent()) {
            leftOut(excluded.get().reason());
            phase = Phase.OVER;
            channels.close();
        } else {
            phase = Phase.OPENING;
            complete &= release.leftOut().isEmpty();
            site.workers().execute(() -> open(dealer));
        }
    }

    private void open(DataParty dealer) {
        try {
            Channel p0 = channel(site.roster().institution(Party.P0));
            Channel p1 = channel(site.roster().institution(Party.P1));
            self.tell(new Opened(id(), dealer.open(p0, p1)));
        } catch (RuntimeException | Error e) {
            self.tell(new NotOpened(id(), e));
        }
    }

    void onOpened(double[] values) {
        Snapshot taken = snapshot;
        if (phase == Phase.OPENING && taken != null) {
            phase = Phase.OVER;
            channels.close();
            site.listener().on(new EpochEvent.Opened(id(), values.length));
            site.results()
                    .accept(new EpochResult(
                            id().epoch(), propose.cutOff(), complete, taken.accounts(), values, taken.history()));
        }
    }

    void onNotOpened(Throwable cause) {
        if (phase == Phase.OPENING) {
            close();
            LOG.warn("epoch={} attempt={} the result could not be opened", id().epoch(), id().attempt(), cause);
            String reason =
                    cause instanceof ProtocolAbortException ? String.valueOf(cause.getMessage()) : cause.toString();
            site.listener().on(new EpochEvent.ReleaseFailed(id(), site.roster().self(), reason));
        }
    }

    void onAbort(String from, Abort abort) {
        // a release says that the attempt stands; no abort takes it back
        if (phase != Phase.OPENING && phase != Phase.OVER) {
            over(abort.peer(), abort.step(), "%s (said by %s)".formatted(abort.reason(), from));
        }
    }

    void onTimeOver() {
        if (phase == Phase.OPENING) {
            channels.abort("the deadline passed");
        } else if (phase == Phase.DEALING && propose.releases()) {
            over(site.roster().coordinator(), "release", "no release by the deadline");
        } else {
            close();
        }
    }

    /** A newer attempt begins. Ends this one, unless its result is being opened; then its deadline ends it. Returns whether it ended. */
    boolean endForNext() {
        if (phase == Phase.OPENING) {
            return false;
        }
        close();
        return true;
    }

    private void over(String peer, String step, String reason) {
        close();
        site.listener().on(new EpochEvent.Aborted(id(), "bank", peer, step, reason));
    }

    /** Ends the attempt whatever its phase. */
    void close() {
        // an epoch that releases nothing ends here for the bank, in good order
        boolean well = phase == Phase.DEALING && !propose.releases() && commitments.size() == Party.values().length;
        phase = Phase.OVER;
        if (well) {
            channels.close();
        } else {
            channels.abort("the attempt is over");
        }
    }

    private void leftOut(String reason) {
        site.listener().on(new EpochEvent.BankLeftOut(id(), site.roster().self(), reason));
    }

    private Channel channel(String institution) {
        return channels.to(Peer.toCompute(institution));
    }
}
