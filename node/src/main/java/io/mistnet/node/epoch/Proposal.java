package io.mistnet.node.epoch;

import io.mistnet.node.epoch.EpochMessage.LeftOut;
import io.mistnet.node.epoch.EpochMessage.Propose;
import io.mistnet.protocols.propagation.EpochId;
import io.mistnet.protocols.sharing.Party;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The answers to one proposal so far. A bank that is not connected is not waited for. */
final class Proposal {

    private final Propose propose;
    private final Instant proposedAt;
    private final Roster roster;
    private final EnumSet<Party> accepted = EnumSet.noneOf(Party.class);
    private final Map<String, Seat> seats = new HashMap<>();

    Proposal(Propose propose, Instant proposedAt, Roster roster, Set<String> connected) {
        this.propose = propose;
        this.proposedAt = proposedAt;
        this.roster = roster;
        for (String bank : roster.banks()) {
            if (!connected.contains(bank)) {
                seats.put(bank, Seat.empty("not connected"));
            }
        }
    }

    Propose propose() {
        return propose;
    }

    EpochId id() {
        return propose.id();
    }

    Instant proposedAt() {
        return proposedAt;
    }

    void accept(Party party) {
        accepted.add(party);
    }

    /** A bank's answer; only its first counts. */
    boolean answer(String bank, Seat seat) {
        return seats.putIfAbsent(bank, seat) == null;
    }

    boolean isAnswered() {
        return accepted.size() == Party.values().length
                && seats.size() == roster.banks().size();
    }

    /** Why the attempt cannot begin. */
    record Obstacle(String peer, String reason) {}

    /**
     * What keeps the attempt from beginning, if anything.
     *
     * @param fewestBanks banks that must take part
     */
    Optional<Obstacle> obstacle(int fewestBanks) {
        EnumSet<Party> missing = EnumSet.complementOf(accepted);
        if (!missing.isEmpty()) {
            Party first = missing.iterator().next();
            return Optional.of(new Obstacle(roster.institution(first), "no answer by the join deadline"));
        }
        int banks = taking().size();
        return banks < fewestBanks
                ? Optional.of(new Obstacle(
                        roster.self(),
                        "%d of %d banks joined".formatted(banks, roster.banks().size())))
                : Optional.empty();
    }

    /** The banks without a seat. */
    List<LeftOut> leftOut() {
        List<Seat> all = seats();
        return IntStream.range(0, all.size())
                .filter(bank -> !all.get(bank).isTaken())
                .mapToObj(bank -> new LeftOut(bank, all.get(bank).reason()))
                .toList();
    }

    /** One seat for every bank in the network's order. */
    List<Seat> seats() {
        return roster.banks().stream()
                .map(bank -> seats.getOrDefault(bank, Seat.empty("no answer by the join deadline")))
                .toList();
    }

    List<String> taking() {
        return roster.banks().stream()
                .filter(bank -> seats.containsKey(bank)
                        && seats.getOrDefault(bank, Seat.empty("")).isTaken())
                .toList();
    }
}
