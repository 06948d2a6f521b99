package io.mistnet.node.trial;

import io.mistnet.node.network.Role;
import io.mistnet.protocols.sharing.Party;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who takes part in a trial network on this machine.
 *
 * @param name the network's name
 * @param banks how many institutions have the role data
 * @param separateCompute whether the compute nodes are institutions of their own, as production wants it, and not banks
 * @param basePort the first of the ports; each institution has three in turn: control, shares, HTTP
 */
public record TrialPlan(String name, int banks, boolean separateCompute, int basePort) {

    static final int MOST_BANKS = 26 * 26;

    /** @throws IllegalArgumentException where the number of banks or the ports are out of range */
    public TrialPlan {
        if (banks < 1 || banks > MOST_BANKS) {
            throw new IllegalArgumentException("1 to %d banks, not %d".formatted(MOST_BANKS, banks));
        }
        int ports = 3 * (banks + Party.values().length);
        if (basePort < 1024 || basePort + ports > 65535) {
            throw new IllegalArgumentException("the base port must be from 1024 to " + (65535 - ports));
        }
    }

    List<Member> members() {
        List<Member> members = new ArrayList<>();
        List<Party> parties = List.of(Party.values());
        int computing = separateCompute ? 0 : Math.min(banks, parties.size());
        for (int i = 0; i < banks; i++) {
            // The first bank that computes is P2, which receives no opened tags; P0 and P1 follow.
            Optional<Party> party =
                    i < computing ? Optional.of(parties.get((i + 2) % parties.size())) : Optional.empty();
            String bic = "MB%c%cNL2A".formatted('A' + i / 26, 'A' + i % 26);
            Set<Role> roles = party.isPresent() ? Set.of(Role.DATA, Role.COMPUTE) : Set.of(Role.DATA);
            members.add(
                    new Member("bank-" + (i + 1), "Bank " + (i + 1), Optional.of(bic), roles, party, basePort + 3 * i));
        }
        for (int i = computing; i < parties.size(); i++) {
            Party party = parties.get((i + 2) % parties.size());
            members.add(new Member(
                    "compute-" + party.ordinal(),
                    "Compute " + party.ordinal(),
                    Optional.empty(),
                    Set.of(Role.COMPUTE),
                    Optional.of(party),
                    basePort + 3 * members.size()));
        }
        return List.copyOf(members);
    }

    /**
     * One institution of the trial.
     *
     * @param firstPort its control port; shares and HTTP follow
     */
    record Member(String id, String name, Optional<String> bic, Set<Role> roles, Optional<Party> party, int firstPort) {

        int httpPort() {
            return firstPort + 2;
        }
    }
}
