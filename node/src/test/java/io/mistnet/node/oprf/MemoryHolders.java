package io.mistnet.node.oprf;

import io.mistnet.node.identity.Identity;
import io.mistnet.node.identity.Password;
import io.mistnet.node.network.Sha256;
import io.mistnet.node.oprf.KeyCeremony.Progress;
import io.mistnet.node.trial.TrialNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The three holders bank-2, bank-3 and fiu, numbered 1 to 3, of which two must evaluate, in one thread: their messages pass through the wire's form, and tests may hold them up, change them, or restart a holder. */
final class MemoryHolders {

    static final int EPOCH = 1;
    static final CeremonyTiming TIMING = new CeremonyTiming(
            Duration.ofMillis(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1));
    static final Password PASSWORD = Password.of("a password for tests");

    /** Changes what a holder says to another. */
    interface Tampering {
        CeremonyReply change(int sender, int receiver, CeremonyQuery query, CeremonyReply reply);
    }

    final TestClock clock = new TestClock();
    final Holders holders;
    private final TrialNetwork trial;
    private final Path folder;
    private final int wanted;
    private final Map<Integer, KeyCeremony> ceremonies = new HashMap<>();
    private final Map<Integer, HeldKeys> keys = new HashMap<>();
    private final Map<Integer, RecordedCeremony> records = new HashMap<>();
    private final Set<Integer> mute = new HashSet<>();
    private Tampering tampering = (sender, receiver, query, reply) -> reply;

    /** @param wanted the generation that the network file wants */
    MemoryHolders(TrialNetwork trial, Path folder, int wanted) {
        this.trial = trial;
        this.holders = Holders.of(trial.network());
        this.folder = folder;
        this.wanted = wanted;
    }

    /** Starts a holder, or starts it again: what it had in memory is gone. */
    void start(int holder) throws IOException, GeneralSecurityException {
        RecordedCeremony record = records.computeIfAbsent(holder, any -> new RecordedCeremony());
        HolderSite site = new HolderSite(holders, holder, identity(holder), TIMING, record, clock, new SecureRandom());
        HeldKeys held = new HeldKeys(keyFolder(holder), Set.of(EPOCH), TIMING.grace(), clock);
        keys.put(holder, held);
        ceremonies.put(holder, new KeyCeremony(EPOCH, wanted, site, held, query -> ask(holder, query)));
    }

    void startAll() throws IOException, GeneralSecurityException {
        for (int holder = 1; holder <= 3; holder++) {
            start(holder);
        }
    }

    Progress step(int holder) {
        return ceremony(holder).step();
    }

    /** Lets all take turns until each is done. */
    void untilDone() {
        for (int turn = 0; turn < 200; turn++) {
            Set<Integer> done = new HashSet<>();
            for (int holder = 1; holder <= 3; holder++) {
                if (step(holder) == Progress.DONE) {
                    done.add(holder);
                }
            }
            if (done.size() == 3) {
                return;
            }
            clock.advance(Duration.ofSeconds(1));
        }
        throw new AssertionError("not done: " + ceremony(1).state() + "; "
                + ceremony(2).state() + "; " + ceremony(3).state());
    }

    /** Lets all take some turns. */
    void turns(int turns) {
        for (int turn = 0; turn < turns; turn++) {
            for (int holder : new TreeMap<>(ceremonies).keySet()) {
                step(holder);
            }
            clock.advance(Duration.ofSeconds(1));
        }
    }

    /** From now on the others hear nothing of this holder, or do again. */
    void setMute(int holder, boolean silent) {
        if (silent) {
            mute.add(holder);
        } else {
            mute.remove(holder);
        }
    }

    void tamper(Tampering with) {
        tampering = with;
    }

    HeldKeys keys(int holder) {
        return Objects.requireNonNull(keys.get(holder));
    }

    KeyCeremony ceremony(int holder) {
        return Objects.requireNonNull(ceremonies.get(holder));
    }

    RecordedCeremony record(int holder) {
        return Objects.requireNonNull(records.get(holder));
    }

    KeptKey established(int holder) {
        return keys(holder).established(EPOCH).orElseThrow();
    }

    Path file(int holder, int generation) {
        return keyFolder(holder).file(EPOCH, generation);
    }

    Identity identity(int holder) throws GeneralSecurityException {
        return trial.identity(holders.id(holder));
    }

    /** A message that the sender itself signed. */
    SignedMessage signed(Sha256 run, int round, int sender, int receiver, byte[] body) {
        try {
            return new SignedMessage(
                    body, identity(sender).sign(new Place(run, round, sender, receiver).message(body)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyFolder keyFolder(int holder) {
        return new KeyFolder(folder.resolve(String.valueOf(holder)), PASSWORD, holder);
    }

    private Map<Integer, CeremonyReply> ask(int asker, CeremonyQuery query) {
        Map<Integer, CeremonyReply> replies = new TreeMap<>();
        for (Map.Entry<Integer, KeyCeremony> other : ceremonies.entrySet()) {
            int sender = other.getKey();
            if (sender != asker && !mute.contains(sender) && !mute.contains(asker)) {
                try {
                    CeremonyQuery received = CeremonyCodec.decodeQuery(CeremonyCodec.encode(query));
                    CeremonyReply reply = tampering.change(
                            sender, asker, query, other.getValue().reply(asker, received));
                    replies.put(sender, CeremonyCodec.decodeReply(CeremonyCodec.encode(reply)));
                } catch (MalformedMessageException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return replies;
    }

    /** The run that the query is about. */
    static Sha256 run(CeremonyQuery query) {
        return query.run().orElseThrow();
    }

    static CeremonyReply withPrivate(CeremonyReply reply, SignedMessage message) {
        return new CeremonyReply(
                reply.nonce(),
                reply.base(),
                reply.run(),
                reply.broadcast(),
                Optional.of(message),
                reply.key(),
                reply.heard());
    }

    static CeremonyReply withBroadcast(CeremonyReply reply, SignedMessage message) {
        return new CeremonyReply(
                reply.nonce(),
                reply.base(),
                reply.run(),
                Optional.of(message),
                reply.privately(),
                reply.key(),
                reply.heard());
    }

    static CeremonyReply withKey(CeremonyReply reply, SignedStatement key) {
        return new CeremonyReply(
                reply.nonce(),
                reply.base(),
                reply.run(),
                reply.broadcast(),
                reply.privately(),
                Optional.of(key),
                reply.heard());
    }
}
