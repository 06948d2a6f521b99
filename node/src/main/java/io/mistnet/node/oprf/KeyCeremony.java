package io.mistnet.node.oprf;

import io.mistnet.node.identity.Identity;
import io.mistnet.node.network.Sha256;
import io.mistnet.protocols.oprf.Ceremony;
import io.mistnet.protocols.oprf.CeremonyFailedException;
import io.mistnet.protocols.oprf.KeyGeneration;
import io.mistnet.protocols.oprf.KeyShare;
import io.mistnet.protocols.oprf.KeyStatement;
import io.mistnet.protocols.oprf.ShareRefresh;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How one holder comes, with the others, to a share of one key epoch in the generation that the network file wants.
 *
 * <p><b>Functionality.</b> Nobody leads. Each holder asks the others, again and again, what they have to say, and lets itself be asked ({@link #reply}). While no run is under way, each shows a nonce; who has seen those of all n
 * begins the run whose id is their hash. Rounds end when the messages of all n are there. Then the share is kept, and only then does this holder sign the statement; with all n signatures the key is established.
 * <p><b>Parties.</b> All n holders; the protocol's own security is that of {@link KeyGeneration} and {@link ShareRefresh}.
 * <p><b>Security.</b> Every message is signed for its run, round, sender and receiver. Messages of a run mean nothing in another one, and this holder is in no run twice. Whoever tells holders different things makes their
 * transcripts differ, so that their signatures do not come together; holders then show each other what they were told, and name it.
 * <p><b>On deviation.</b> A wrong deal is found by the protocol, which goes on and names the dealer. Whoever is silent, restarts, or sends what it did not sign ends the run for all: a new one begins, since without that
 * holder's signature no key could be established. Any one holder can thus delay a key, and is named.
 * <b>Not prevented:</b> a holder that tells one that it knows nothing of a run, and gives another its signature for it, has the one drop a share that the other then takes for established: they hold shares of different generations. Between
 * three of whom one lies no protocol without a clock agrees on what all signed; the page on holders says how operators see and mend it.
 * <p><b>Restarts.</b> A run lives in memory: who restarts in the middle shows a new nonce, which the others take for the end of the run. A share that is kept is settled first, before any new run: it is dropped only if all others
 * answer and one of them says that it knows nothing of its run.
 *
 * <p>{@link #step} is for one thread; {@link #reply} and {@link #state} for any.
 */
final class KeyCeremony {

    /** Where it stands. */
    enum Progress {
        UNDER_WAY,
        /** The generation that the network file wants is established, and all signatures are there. */
        DONE
    }

    /** Runs that are remembered under one nonce, since none is joined twice. */
    private static final int MOST_RUNS = 10_000;

    private final int epoch;
    private final int wanted;
    private final Holders holders;
    private final int me;
    private final Identity identity;
    private final HeldKeys keys;
    private final CeremonyPeers peers;
    private final CeremonyTiming timing;
    private final CeremonyListener listener;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Set<Sha256> begun = new HashSet<>();
    private final Accounts accounts;
    private Optional<Sha256> contradicted = Optional.empty();
    private Nonce nonce;
    private @Nullable Run run;
    private Instant since;
    private Instant notBefore = Instant.MIN;
    private volatile String state = "not yet begun";

    /**
     * @param epoch the key epoch
     * @param wanted the generation that the network file wants
     */
    KeyCeremony(int epoch, int wanted, HolderSite site, HeldKeys keys, CeremonyPeers peers) {
        this.epoch = epoch;
        this.wanted = wanted;
        this.holders = site.holders();
        this.me = site.me();
        this.identity = site.identity();
        this.keys = keys;
        this.peers = peers;
        this.timing = site.timing();
        this.listener = site.listener();
        this.clock = site.clock();
        this.random = site.random();
        this.accounts = new Accounts(holders);
        this.nonce = Nonce.random(random);
        this.since = clock.instant();
    }

    int epoch() {
        return epoch;
    }

    /** One line for the operator: what it waits for. */
    String state() {
        return state;
    }

    /** Asks the others once, and does what follows; goes on at once for as long as there is something to do. */
    Progress step() {
        if (clock.instant().isBefore(notBefore)) {
            return Progress.UNDER_WAY;
        }
        boolean moved = true;
        while (moved) {
            if (isDone()) {
                note("established");
                return Progress.DONE;
            }
            moved = apply(peers.ask(query()));
            Optional<CeremonyQuery> account = account();
            if (account.isPresent()) {
                compare(account.get(), peers.ask(account.get()));
            }
        }
        return Progress.UNDER_WAY;
    }

    /** What this holder has to say to another. */
    synchronized CeremonyReply reply(int asker, CeremonyQuery query) {
        Optional<KeptKey> kept = keys.find(epoch, query.generation());
        Optional<Run> current =
                Optional.ofNullable(run).filter(own -> own.terms().generation() == query.generation());
        Optional<Run> asked = current.filter(own -> query.run().equals(Optional.of(own.id())));
        return new CeremonyReply(
                nonce,
                keys.established(epoch)
                        .filter(key -> key.generation() != query.generation())
                        .map(base -> base.signed().hash()),
                kept.map(KeptKey::run).or(() -> current.map(Run::id)),
                asked.flatMap(own -> own.broadcast(query.round())),
                asked.flatMap(own -> own.privately(query.round(), asker)),
                kept.map(key -> endorsed(key).signed()),
                query.account() ? query.run().map(accounts::of).orElse(List.of()) : List.of());
    }

    private boolean isDone() {
        return keys.pending(epoch).isEmpty()
                && keys.find(epoch, target())
                        .filter(key -> key.signed().verified(holders).isComplete(holders))
                        .isPresent();
    }

    /** A share that is on its way comes first, whatever the network file wants by now. */
    private int goal() {
        return keys.pending(epoch).map(KeptKey::generation).orElseGet(this::target);
    }

    /** Generations do not go back: a lower one would be another key. */
    private int target() {
        return Math.max(wanted, keys.established(epoch).map(KeptKey::generation).orElse(0));
    }

    private Optional<KeptKey> base(int generation) {
        return keys.established(epoch).filter(key -> key.generation() < generation);
    }

    private synchronized CeremonyQuery query() {
        return new CeremonyQuery(
                epoch, goal(), Optional.ofNullable(run).map(Run::id), run == null ? 0 : run.round(), false);
    }

    /** Asks what others were told in a run in which somebody told them different things. */
    private synchronized Optional<CeremonyQuery> account() {
        Optional<CeremonyQuery> query = contradicted.map(
                contradicting -> new CeremonyQuery(epoch, goal(), Optional.of(contradicting), 0, true));
        contradicted = Optional.empty();
        return query;
    }

    private synchronized void compare(CeremonyQuery query, Map<Integer, CeremonyReply> replies) {
        Sha256 id = query.run().orElseThrow();
        replies.forEach((other, reply) -> accounts.compare(id, me, other, reply.heard())
                .forEach(found -> listener.deviated(epoch, holders.id(found.liar()), found.reason(holders))));
    }

    /** Returns whether it is worth asking again at once. */
    private synchronized boolean apply(Map<Integer, CeremonyReply> replies) {
        Optional<KeptKey> kept = keys.find(epoch, goal());
        if (kept.isPresent()) {
            return settle(endorsed(kept.get()), replies);
        }
        return run == null ? begin(replies) : advance(run, replies);
    }

    private boolean begin(Map<Integer, CeremonyReply> replies) {
        int generation = goal();
        Optional<KeptKey> base = base(generation);
        Optional<Sha256> baseHash = base.map(key -> key.signed().hash());
        SortedMap<Integer, Nonce> nonces = new TreeMap<>(Map.of(me, nonce));
        for (Map.Entry<Integer, CeremonyReply> entry : replies.entrySet()) {
            Optional<String> obstacle = entry.getValue().obstacle(holders, entry.getKey(), baseHash);
            if (obstacle.isPresent()) {
                note(obstacle.get());
                return false;
            }
            nonces.put(entry.getKey(), entry.getValue().nonce());
        }
        if (nonces.size() < holders.count()) {
            note("waiting for " + names(holdersOtherThan(nonces.keySet())));
            return false;
        }
        RunTerms terms = new RunTerms(epoch, generation, baseHash, nonces);
        Sha256 id = terms.id(holders);
        if (!begun.add(id)) {
            nonce = Nonce.random(random);
            return false;
        }
        if (begun.size() > MOST_RUNS) {
            // those before were of another nonce, and can not come again
            nonce = Nonce.random(random);
            begun.clear();
            return false;
        }
        run = new Run(id, terms, ceremony(id, base.map(KeptKey::share)), holders, me, identity, accounts);
        since = clock.instant();
        note("in a run");
        return true;
    }

    private Ceremony ceremony(Sha256 id, Optional<KeyShare> base) {
        return base.isPresent()
                ? new ShareRefresh(id.bytes(), base.get(), random)
                : new KeyGeneration(id.bytes(), me, holders.threshold(), holders.count(), random);
    }

    private boolean advance(Run own, Map<Integer, CeremonyReply> replies) {
        for (Map.Entry<Integer, CeremonyReply> entry : replies.entrySet()) {
            int holder = entry.getKey();
            if (!entry.getValue().nonce().equals(own.terms().nonces().get(holder))) {
                run = null;
                note("%s began anew".formatted(holders.id(holder)));
                // not at once: who shows another nonce each time it is asked would keep this holder busy
                return false;
            }
            try {
                own.receive(holder, entry.getValue());
            } catch (HolderFailedException e) {
                listener.deviated(epoch, holders.id(holder), e.reason());
            }
        }
        if (!own.missing().isEmpty()) {
            return giveUpIfLate("waiting in round %d for %s".formatted(own.round(), names(own.missing())));
        }
        since = clock.instant();
        try {
            own.advance().ifPresent(outcome -> keep(own, outcome));
            return true;
        } catch (CeremonyFailedException e) {
            e.faults().forEach(fault -> listener.fault(epoch, names(fault.suspects()), fault.reason()));
            contradicted = Optional.of(own.id());
            fail("the run failed: " + e.getMessage());
            return false;
        }
    }

    private boolean giveUpIfLate(String waiting) {
        if (since.plus(timing.round()).isAfter(clock.instant())) {
            note(waiting);
        } else {
            listener.givenUp(epoch, waiting);
            fail("gave up a run, " + waiting);
        }
        return false;
    }

    /** The share is on disk before {@link #reply} can show a signature. */
    private void keep(Run own, Ceremony.Outcome outcome) {
        outcome.faults().forEach(fault -> listener.fault(epoch, names(fault.suspects()), fault.reason()));
        KeyStatement statement = new KeyStatement(
                KeyContext.ofNetwork(holders.network()),
                epoch,
                own.terms().generation(),
                outcome.share().publicShares());
        SignedStatement unsigned = new SignedStatement(
                statement, new Sha256(HexFormat.of().formatHex(outcome.transcript())), new TreeMap<>());
        keys.keep(endorsed(new KeptKey(own.id(), outcome.share(), unsigned, false)));
        note("waiting for the others' signatures");
    }

    /** With this holder's signature by its present key, which may be a new one. */
    private KeptKey endorsed(KeptKey key) {
        return key.with(key.signed().with(me, identity.sign(key.signed().message())));
    }

    private boolean settle(KeptKey key, Map<Integer, CeremonyReply> replies) {
        Settlement settlement = new Settlement(key, holders, listener);
        replies.forEach(settlement::hear);
        Optional<KeptKey> established = settlement.established();
        if (established.isPresent()) {
            keys.keep(established.get());
            listener.established(epoch, key.generation());
            return true;
        }
        if (settlement.isContradicted()) {
            contradicted = Optional.of(key.run());
        }
        if (settlement.isDead()) {
            keys.drop(key);
            listener.givenUp(epoch, settlement.state());
            fail(settlement.state());
        } else {
            note(settlement.state());
        }
        return false;
    }

    private void fail(String reason) {
        run = null;
        nonce = Nonce.random(random);
        notBefore = clock.instant().plus(timing.retry());
        note(reason);
    }

    private List<Integer> holdersOtherThan(Set<Integer> some) {
        return IntStream.rangeClosed(1, holders.count())
                .filter(holder -> !some.contains(holder))
                .boxed()
                .toList();
    }

    private String names(List<Integer> numbers) {
        return String.join(", ", numbers.stream().map(holders::id).toList());
    }

    private void note(String now) {
        if (!now.equals(state)) {
            state = now;
            listener.state(epoch, now);
        }
    }
}
