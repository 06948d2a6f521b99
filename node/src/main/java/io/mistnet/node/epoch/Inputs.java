package io.mistnet.node.epoch;

import io.mistnet.protocols.propagation.DealtInput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What the banks of one attempt have dealt to this compute party so far. A bank is open until its input is accepted or it is left out. */
final class Inputs {

    private final List<Seat> seats;
    private final Map<Integer, DealtInput> received = new HashMap<>();
    private final Map<Integer, DealtInput> accepted = new HashMap<>();
    private final Map<Integer, String> leftOut = new HashMap<>();

    Inputs(List<Seat> seats) {
        this.seats = seats;
        for (int bank = 0; bank < seats.size(); bank++) {
            if (!seats.get(bank).isTaken()) {
                leftOut.put(bank, seats.get(bank).reason());
            }
        }
    }

    boolean isOpen(int bank) {
        return bank >= 0 && bank < seats.size() && !accepted.containsKey(bank) && !leftOut.containsKey(bank);
    }

    List<Integer> open() {
        return IntStream.range(0, seats.size()).filter(this::isOpen).boxed().toList();
    }

    boolean isSettled() {
        return open().isEmpty();
    }

    void received(int bank, DealtInput input) {
        received.put(bank, input);
    }

    /** The input of an open bank, once it is here. */
    Optional<DealtInput> pending(int bank) {
        return isOpen(bank) ? Optional.ofNullable(received.get(bank)) : Optional.empty();
    }

    void accept(int bank) {
        accepted.put(bank, received.get(bank));
    }

    void leaveOut(int bank, String reason) {
        leftOut.put(bank, reason);
        received.remove(bank);
    }

    /** What an open bank has not sent yet. */
    String lacking(int bank) {
        return received.containsKey(bank) ? "no commitment" : "its input had not arrived";
    }

    Optional<String> reason(int bank) {
        return Optional.ofNullable(leftOut.get(bank));
    }

    /** One entry for every bank; empty for those left out. */
    List<Optional<DealtInput>> settled() {
        return IntStream.range(0, seats.size())
                .mapToObj(bank -> Optional.ofNullable(accepted.get(bank)))
                .toList();
    }
}
