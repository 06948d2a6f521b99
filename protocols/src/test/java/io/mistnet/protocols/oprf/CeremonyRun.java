package io.mistnet.protocols.oprf;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** For tests: carries the messages of a run between holders in one thread, through somebody who may change or drop them. */
final class CeremonyRun {

    /** What becomes of a message on its way; null for nothing. */
    interface Wire {
        byte[] carry(int round, int sender, int receiver, boolean isPrivate, byte[] message);

        Wire HONEST = (round, sender, receiver, isPrivate, message) -> message;

        /** What this holder broadcasts in this round, changed. */
        static Wire broadcast(int changedRound, int changedSender, UnaryOperator<byte[]> change) {
            return (round, sender, receiver, isPrivate, message) ->
                    round == changedRound && sender == changedSender && !isPrivate ? change.apply(message) : message;
        }

        /** What this holder deals to another, changed. */
        static Wire share(int changedSender, int changedReceiver, UnaryOperator<byte[]> change) {
            return (round, sender, receiver, isPrivate, message) ->
                    isPrivate && sender == changedSender && receiver == changedReceiver
                            ? change.apply(message)
                            : message;
        }

        /** Nothing from this holder from this round on. */
        static Wire silence(int fromRound, int silent) {
            return (round, sender, receiver, isPrivate, message) ->
                    sender == silent && round >= fromRound ? null : message;
        }

        default Wire and(Wire other) {
            return (round, sender, receiver, isPrivate, message) -> {
                byte[] carried = carry(round, sender, receiver, isPrivate, message);
                return carried == null ? null : other.carry(round, sender, receiver, isPrivate, carried);
            };
        }
    }

    private CeremonyRun() {}

    /** The outcomes of the holders 1 to n but the deviant (0 for none), who gets and sends messages as all do, and whose own view is not asked. */
    static List<Ceremony.Outcome> of(List<? extends Ceremony> holders, int deviant, Wire wire) {
        Map<Integer, byte[]> sent = new TreeMap<>();
        Map<Integer, Map<Integer, byte[]>> privately = new TreeMap<>();
        for (int sender = 1; sender <= holders.size(); sender++) {
            Ceremony.Deal deal = holders.get(sender - 1).deal();
            sent.put(sender, deal.broadcast());
            privately.put(sender, deal.privately());
        }
        for (int round = 1; !sent.isEmpty(); round++) {
            Map<Integer, byte[]> next = new TreeMap<>();
            for (int receiver = 1; receiver <= holders.size(); receiver++) {
                Map<Integer, byte[]> broadcasts = new TreeMap<>();
                Map<Integer, byte[]> shares = new TreeMap<>();
                for (int sender = 1; sender <= holders.size(); sender++) {
                    if (sender != receiver) {
                        put(broadcasts, sender, wire.carry(round, sender, receiver, false, sent.get(sender)));
                        byte[] share = privately.getOrDefault(sender, Map.of()).get(receiver);
                        put(shares, sender, share == null ? null : wire.carry(round, sender, receiver, true, share));
                    }
                }
                Optional<byte[]> answer = step(holders.get(receiver - 1), receiver == deviant, broadcasts, shares);
                int sender = receiver;
                answer.ifPresent(message -> next.put(sender, message));
            }
            privately.clear();
            sent.clear();
            sent.putAll(next);
        }
        return holders.stream()
                .filter(holder -> holders.indexOf(holder) != deviant - 1)
                .map(Ceremony::outcome)
                .toList();
    }

    private static Optional<byte[]> step(
            Ceremony holder, boolean isDeviant, Map<Integer, byte[]> broadcasts, Map<Integer, byte[]> shares) {
        try {
            return holder.next(broadcasts, shares);
        } catch (CeremonyFailedException | IllegalArgumentException e) {
            if (isDeviant) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static void put(Map<Integer, byte[]> messages, int sender, byte[] message) {
        if (message != null) {
            messages.put(sender, message);
        }
    }
}
