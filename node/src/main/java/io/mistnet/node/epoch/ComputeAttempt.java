package io.mistnet.node.epoch;

import io.mistnet.node.epoch.ComputeParticipant.AttemptOver;
import io.mistnet.node.epoch.ComputeParticipant.Close;
import io.mistnet.node.epoch.ComputeParticipant.Command;
import io.mistnet.node.epoch.ComputeParticipant.DealingOver;
import io.mistnet.node.epoch.EpochEvent.Timed;
import io.mistnet.node.epoch.EpochMessage.Abort;
import io.mistnet.node.epoch.EpochMessage.Begin;
import io.mistnet.node.epoch.EpochMessage.Commitment;
import io.mistnet.node.epoch.EpochMessage.Counts;
import io.mistnet.node.epoch.EpochMessage.LeftOut;
import io.mistnet.node.epoch.EpochMessage.Propose;
import io.mistnet.node.epoch.EpochMessage.Ran;
import io.mistnet.node.network.Sha256;
import io.mistnet.protocols.channel.ProtocolAbortException;
import io.mistnet.protocols.propagation.DealtInput;
import io.mistnet.protocols.propagation.EpochId;
import io.mistnet.protocols.propagation.Outcome;
import io.mistnet.protocols.sharing.Party;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt at one compute party, from its acceptance to its end. Owned by the actor, in whose thread every method runs; blocking work reports back as commands. */
final class ComputeAttempt {

    private static final Logger LOG = LoggerFactory.getLogger(ComputeAttempt.class);

    /** After a failure the channels stay for a moment, so that the others learn of it from the abort and not from a closed channel. */
    private static final Duration LINGER = Duration.ofMillis(250);

    private enum Phase {
        ACCEPTED,
        DEALING,
        RUNNING,
        RAN,
        RELEASING,
        OVER
    }

    private final ComputeSite site;
    private final Propose propose;
    private final TimerScheduler<Command> timers;
    private final ComputeWork work;
    private Phase phase = Phase.ACCEPTED;
    private final Map<Integer, Commitment> commitments = new HashMap<>();
    private Inputs inputs = new Inputs(List.of());
    private @Nullable Outcome outcome;
    private Instant dealingSince = Instant.EPOCH;
    private int releasing;
    private @Nullable String cutShort;

    ComputeAttempt(ComputeSite site, Propose propose, ActorRef<Command> self, TimerScheduler<Command> timers) {
        this.site = site;
        this.propose = propose;
        this.timers = timers;
        this.work = new ComputeWork(site, propose.id(), self);
        endAfter(site.terms().attempt());
    }

    EpochId id() {
        return propose.id();
    }

    void onBegin(Received received, Begin begin) {
        List<String> banks = site.roster().banks();
        Optional<String> objection = begin.seats().size() != banks.size()
                ? Optional.of(
                        "%d banks, the network has %d".formatted(begin.seats().size(), banks.size()))
                : begin.seats().stream()
                        .flatMap(seat -> seat.sizes().flatMap(site.terms()::objection).stream())
                        .findFirst();
        if (phase != Phase.ACCEPTED || objection.isPresent()) {
            site.refuse(received, "content", objection.orElse("the attempt has begun already"));
            return;
        }
        phase = Phase.DEALING;
        dealingSince = site.clock().instant();
        inputs = new Inputs(begin.seats());
        Duration dealing = site.terms().timing().dealingDeadline();
        DealingOver dealingOver = new DealingOver(id());
        timers.startSingleTimer(dealingOver, dealingOver, dealing);
        endAfter(dealing.plus(site.terms().timing().computeDeadline()));
        for (int bank = 0; bank < banks.size(); bank++) {
            int index = bank;
            begin.seats().get(bank).sizes().ifPresent(sizes -> work.receive(index, banks.get(index), sizes));
        }
        runWhenSettled();
    }

    void onInput(int bank, DealtInput input) {
        if (phase == Phase.DEALING) {
            inputs.received(bank, input);
            match(bank);
        }
    }

    void onCommitment(Received received, Commitment commitment) {
        int bank = site.roster().banks().indexOf(received.from());
        Commitment known = commitments.get(bank);
        if (known != null) {
            // a bank whose link was gone says it again
            if (!known.isSame(commitment)) {
                site.refuse(received, "state", "it has committed to something else");
            }
        } else if (phase == Phase.ACCEPTED) {
            // P0's word to begin may reach the bank before it reaches this node
            commitments.put(bank, commitment);
        } else if (phase == Phase.DEALING && inputs.isOpen(bank)) {
            commitments.put(bank, commitment);
            match(bank);
        } else {
            site.refuse(received, "state", "its input is settled");
        }
    }

    /** With input and commitment both here: the commitment must be the bank's, and of this input. */
    private void match(int bank) {
        Commitment commitment = commitments.get(bank);
        Optional<DealtInput> input = inputs.pending(bank);
        if (commitment == null || input.isEmpty()) {
            return;
        }
        String name = site.roster().banks().get(bank);
        Sha256 digest = commitment.digest();
        byte[] statement = new CommitmentStatement(site.terms().networkHash(), id(), name, site.me(), digest).bytes();
        if (!Arrays.equals(digest.bytes(), input.get().commitment())) {
            onFailure(bank, "its commitment is not of what it dealt");
        } else if (!site.signatures().verify(name, statement, commitment.signature())) {
            onFailure(bank, "its commitment's signature is wrong");
        } else {
            site.evidence().append(id(), name, site.me(), digest, commitment.signature());
            inputs.accept(bank);
            runWhenSettled();
        }
    }

    void onFailure(int bank, String reason) {
        if (phase == Phase.DEALING && inputs.isOpen(bank)) {
            inputs.leaveOut(bank, reason);
            work.abortBank(site.roster().banks().get(bank), reason);
            runWhenSettled();
        }
    }

    void onDealingOver() {
        if (phase == Phase.DEALING) {
            inputs.open().forEach(bank -> onFailure(bank, inputs.lacking(bank) + " by the dealing deadline"));
        }
    }

    private void runWhenSettled() {
        if (phase != Phase.DEALING || !inputs.isSettled()) {
            return;
        }
        // the time until onBegin's deadline is left: a bank that is late for another party holds that party up, not
        // this one
        phase = Phase.RUNNING;
        site.listener()
                .on(new Timed(
                        id(),
                        "dealing",
                        Duration.between(dealingSince, site.clock().instant())));
        work.run(inputs.settled());
    }

    void onRunEnded(Outcome ended) {
        if (phase != Phase.RUNNING) {
            return;
        }
        phase = Phase.RAN;
        outcome = ended;
        List<LeftOut> leftOut = ended.excluded().stream()
                .map(exclusion -> new LeftOut(
                        exclusion.bank(),
                        inputs.reason(exclusion.bank()).orElseGet(() -> String.valueOf(exclusion.reason()))))
                .toList();
        Counts counts = new Counts(ended.matchedPairs(), ended.doubledTags());
        site.listener().on(new EpochEvent.Ran(id(), counts));
        site.outbox().send(site.roster().coordinator(), new Ran(id(), leftOut, counts));
    }

    void onRunFailed(Throwable cause) {
        if (phase != Phase.RUNNING) {
            return;
        }
        if (cause instanceof ProtocolAbortException abort) {
            String reason = String.valueOf(abort.getMessage());
            fail(abort.peer(), abort.step(), cutShort == null ? reason : cutShort + "; " + reason);
        } else {
            LOG.error("epoch={} attempt={} the protocol failed in this node", id().epoch(), id().attempt(), cause);
            fail(site.roster().self(), "run", cause.getClass().getSimpleName());
        }
    }

    /** The attempt's time is over. A run that waits for somebody ends by its channels being ended, and names whom it waited for. */
    void onTimeOver() {
        switch (phase) {
            case RUNNING -> {
                cutShort = "the deadline passed";
                work.abortRun(cutShort);
            }
            case DEALING -> fail(site.roster().self(), "dealing", "the deadline passed");
            case RAN -> over(site.roster().coordinator(), "release", "the coordinator did not release in time");
            case ACCEPTED -> over(site.roster().coordinator(), "joining", "the coordinator did not begin in time");
            case RELEASING, OVER -> close();
        }
    }

    void onRelease(Received received, EpochMark mark) {
        if (phase != Phase.RAN || !propose.releases()) {
            site.refuse(received, "state", "there is nothing to release");
            return;
        }
        phase = Phase.RELEASING;
        mark.released(propose.cutOff());
        Outcome result = outcome;
        if (site.me() == Party.P2 || result == null) {
            return;
        }
        List<Integer> excluded = result.excluded().stream().map(e -> e.bank()).toList();
        for (int bank = 0; bank < site.roster().banks().size(); bank++) {
            if (!excluded.contains(bank)) {
                releasing++;
                work.release(result, bank, site.roster().banks().get(bank));
            }
        }
    }

    void onReleased() {
        releasing--;
        if (releasing == 0 && phase == Phase.RELEASING) {
            close();
        }
    }

    /** A newer attempt begins. Ends this one, unless banks still receive its result; then its deadline ends it. Returns whether it ended. */
    boolean endForNext() {
        if (releasing > 0) {
            return false;
        }
        close();
        return true;
    }

    void onAbort(String from, Abort abort) {
        if (phase != Phase.RELEASING && phase != Phase.OVER) {
            over(abort.peer(), abort.step(), "%s (said by %s)".formatted(abort.reason(), from));
            work.abort("aborted by " + from);
        }
    }

    private void fail(String peer, String step, String reason) {
        site.outbox().sendAll(site.roster(), new Abort(id(), peer, step, reason));
        over(peer, step, reason);
    }

    private void over(String peer, String step, String reason) {
        phase = Phase.OVER;
        site.listener().on(new EpochEvent.Aborted(id(), "compute", peer, step, reason));
        Close close = new Close(id());
        timers.startSingleTimer(close, close, LINGER);
    }

    private void endAfter(Duration time) {
        AttemptOver over = new AttemptOver(id());
        timers.startSingleTimer(over, over, time);
    }

    /** Ends the attempt whatever its phase. After a run that ended well its channels serve the next attempt. */
    void close() {
        boolean well = phase == Phase.RAN || (phase == Phase.RELEASING && releasing == 0);
        phase = Phase.OVER;
        if (well) {
            work.close();
        } else {
            work.abort("the attempt is over");
        }
    }
}
