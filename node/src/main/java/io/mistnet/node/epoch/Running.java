package io.mistnet.node.epoch;

import io.mistnet.node.epoch.EpochMessage.Counts;
import io.mistnet.node.epoch.EpochMessage.LeftOut;
import io.mistnet.node.epoch.EpochMessage.Ran;
import io.mistnet.protocols.sharing.Party;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the compute parties said at the end of one attempt. */
final class Running {

    private final Map<Party, Ran> ends = new EnumMap<>(Party.class);

    void put(Party party, Ran ran) {
        ends.putIfAbsent(party, ran);
    }

    boolean isComplete() {
        return missing().isEmpty();
    }

    Optional<Party> missing() {
        return EnumSet.allOf(Party.class).stream()
                .filter(party -> !ends.containsKey(party))
                .findFirst();
    }

    /** Why the three ends do not make one result, if so. */
    Optional<String> objection(int banks) {
        if (ends.values().stream().map(Running::banksLeftOut).distinct().count() > 1) {
            return Optional.of("the compute parties left out different banks");
        }
        if (ends.values().stream().map(Ran::counts).distinct().count() > 1) {
            return Optional.of("the compute parties counted different pairs");
        }
        return leftOut().stream().anyMatch(bank -> bank.bank() >= banks)
                ? Optional.of("a bank was left out that the network does not have")
                : Optional.empty();
    }

    /** The banks without a part in the result, each with the first reason that a compute party gave. */
    List<LeftOut> leftOut() {
        Map<Integer, LeftOut> banks = new TreeMap<>();
        ends.values().forEach(ran -> ran.leftOut().forEach(bank -> banks.putIfAbsent(bank.bank(), bank)));
        return List.copyOf(banks.values());
    }

    Counts counts() {
        return ends.values().iterator().next().counts();
    }

    private static Set<Integer> banksLeftOut(Ran ran) {
        return ran.leftOut().stream().map(LeftOut::bank).collect(Collectors.toSet());
    }
}
