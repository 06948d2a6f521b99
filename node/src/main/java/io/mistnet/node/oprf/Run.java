package io.mistnet.node.oprf;

import io.mistnet.node.identity.Identity;
import io.mistnet.node.network.Sha256;
import io.mistnet.protocols.oprf.Ceremony;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** This holder's part in one run: what it sent, which others may fetch again and again, and what it has received of the round that is under way. Lives in memory only. Not thread-safe. */
final class Run {

    private final Sha256 id;
    private final RunTerms terms;
    private final Ceremony ceremony;
    private final Holders holders;
    private final int me;
    private final Identity identity;
    private final List<SignedMessage> broadcasts = new ArrayList<>();
    private final Map<Integer, SignedMessage> privately = new HashMap<>();
    private final Map<Integer, byte[]> received = new TreeMap<>();
    private final Map<Integer, byte[]> receivedPrivately = new TreeMap<>();
    private final Accounts accounts;

    /**
     * Begins: the deals are ready to be fetched.
     *
     * @param accounts take what others broadcast
     */
    Run(Sha256 id, RunTerms terms, Ceremony ceremony, Holders holders, int me, Identity identity, Accounts accounts) {
        this.id = id;
        this.terms = terms;
        this.ceremony = ceremony;
        this.holders = holders;
        this.me = me;
        this.identity = identity;
        this.accounts = accounts;
        Ceremony.Deal deal = ceremony.deal();
        broadcast(deal.broadcast());
        deal.privately()
                .forEach((receiver, body) -> privately.put(receiver, sign(new Place(id, 0, me, receiver), body)));
    }

    Sha256 id() {
        return id;
    }

    RunTerms terms() {
        return terms;
    }

    /** The round whose messages are wanted, from 0. */
    int round() {
        return broadcasts.size() - 1;
    }

    /** What this holder broadcast in a round; empty before it did. */
    Optional<SignedMessage> broadcast(int round) {
        return round < broadcasts.size() ? Optional.of(broadcasts.get(round)) : Optional.empty();
    }

    /** What this holder has for one other in a round; only deals are private. */
    Optional<SignedMessage> privately(int round, int receiver) {
        return round == 0 ? Optional.ofNullable(privately.get(receiver)) : Optional.empty();
    }

    /**
     * Takes another holder's messages of this round, where they have come; the first ones stay.
     *
     * @throws HolderFailedException where they are not signed by that holder for this place; they count as not come
     */
    void receive(int sender, CeremonyReply reply) throws HolderFailedException {
        if (received.containsKey(sender) || reply.broadcast().isEmpty()) {
            return;
        }
        SignedMessage broadcast = reply.broadcast().get();
        requireSigned(Place.broadcast(id, round(), sender), broadcast);
        if (round() == 0 && reply.privately().isPresent()) {
            SignedMessage own = reply.privately().get();
            requireSigned(new Place(id, 0, sender, me), own);
            receivedPrivately.put(sender, own.body());
        }
        received.put(sender, broadcast.body());
        accounts.heard(id, new HeardMessage(round(), sender, broadcast));
    }

    /** Who has not sent this round's message. */
    List<Integer> missing() {
        return IntStream.rangeClosed(1, holders.count())
                .filter(holder -> holder != me && !received.containsKey(holder))
                .boxed()
                .toList();
    }

    /**
     * Ends the round, once nobody is missing.
     *
     * @return what came of the run, where it was the last round
     * @throws io.mistnet.protocols.oprf.CeremonyFailedException where too few holders are left
     */
    Optional<Ceremony.Outcome> advance() {
        Optional<byte[]> next = ceremony.next(received, receivedPrivately);
        received.clear();
        receivedPrivately.clear();
        next.ifPresent(this::broadcast);
        return next.isPresent() ? Optional.empty() : Optional.of(ceremony.outcome());
    }

    private void broadcast(byte[] body) {
        broadcasts.add(sign(Place.broadcast(id, broadcasts.size(), me), body));
    }

    private SignedMessage sign(Place place, byte[] body) {
        return new SignedMessage(body, identity.sign(place.message(body)));
    }

    private void requireSigned(Place place, SignedMessage message) throws HolderFailedException {
        if (!holders.signed(place.sender(), place.message(message.body()), message.signature())) {
            throw new HolderFailedException(
                    HolderFailedException.Kind.DEVIATED,
                    "its message of round %d is not signed by it for this run".formatted(place.round()));
        }
    }
}
