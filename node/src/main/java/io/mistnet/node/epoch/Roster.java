package io.mistnet.node.epoch;

import io.mistnet.node.network.Institution;
import io.mistnet.node.network.Network;
import io.mistnet.protocols.sharing.Party;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who takes part in epochs, by the institutions' ids in the network file.
 *
 * @param self this node's institution
 * @param compute the institution of each compute party; the one of P0 coordinates
 * @param banks the banks in the network file's order, which is the order of their blocks in every epoch
 */
public record Roster(String self, Map<Party, String> compute, List<String> banks) {

    public Roster {
        compute = Map.copyOf(compute);
        banks = List.copyOf(banks);
        if (compute.size() != Party.values().length
                || Set.copyOf(compute.values()).size() != compute.size()) {
            throw new IllegalArgumentException("three compute parties in three institutions, not " + compute);
        }
        if (Set.copyOf(banks).size() != banks.size()) {
            throw new IllegalArgumentException("a bank stands twice among " + banks);
        }
    }

    /** The roster that a network file makes. */
    public static Roster of(Network network, String self) {
        Map<Party, String> compute = new EnumMap<>(Party.class);
        for (Party party : Party.values()) {
            compute.put(party, network.computeNode(party).id());
        }
        return new Roster(
                self, compute, network.banks().stream().map(Institution::id).toList());
    }

    public String institution(Party party) {
        return Optional.ofNullable(compute.get(party)).orElseThrow();
    }

    public String coordinator() {
        return institution(Party.P0);
    }

    /** The compute party that an institution is, if any. */
    public Optional<Party> party(String institution) {
        return compute.entrySet().stream()
                .filter(entry -> entry.getValue().equals(institution))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    public boolean isBank(String institution) {
        return banks.contains(institution);
    }

    /** Every institution once: compute parties first. */
    public Collection<String> institutions() {
        Set<String> all = new LinkedHashSet<>();
        for (Party party : Party.values()) {
            all.add(institution(party));
        }
        all.addAll(banks);
        return all;
    }
}
