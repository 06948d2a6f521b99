package io.mistnet.node.trial;

import io.mistnet.node.network.Role;
import io.mistnet.protocols.sharing.Party;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who takes part in a trial network.
 *
 * @param name the network's name
 * @param banks how many institutions have the role data
 * @param separateCompute whether the compute nodes are institutions of their own, as production wants it, and not banks
 * @param basePort the first of the ports; each institution has {@value #PORTS_AN_INSTITUTION} in turn: control, shares, HTTP, lookup
 * @param lookup the encrypted lookup, with two agencies and a host; empty for a network without
 * @param host by which name or address the institutions reach each other; {@value #INSTITUTION} in it stands for each one's id
 */
public record TrialPlan(
        String name, int banks, boolean separateCompute, int basePort, Optional<TrialLookup> lookup, String host) {

    /** Where all run on this machine. */
    public static final String LOOPBACK = "127.0.0.1";

    /** What stands for an institution's id in a host name. */
    public static final String INSTITUTION = "{institution}";

    /** How many ports in turn each institution has. */
    public static final int PORTS_AN_INSTITUTION = 5;

    /** How many institutions there are at most beside the banks: compute nodes, agencies, host. */
    public static final int MOST_OTHERS = Party.values().length + 3;

    static final int MOST_BANKS = 26 * 26;

    private static final int HTTP = 2;
    private static final int LOOKUP = 3;
    private static final int CONSOLE = 4;

    /** @throws IllegalArgumentException where the number of banks or the ports are out of range */
    public TrialPlan {
        if (banks < 1 || banks > MOST_BANKS) {
            throw new IllegalArgumentException("1 to %d banks, not %d".formatted(MOST_BANKS, banks));
        }
        int ports = PORTS_AN_INSTITUTION * (banks + MOST_OTHERS);
        if (basePort < 1024 || basePort + ports > 65535) {
            throw new IllegalArgumentException("the base port must be from 1024 to " + (65535 - ports));
        }
    }

    /** A network without the encrypted lookup. */
    public TrialPlan(String name, int banks, boolean separateCompute, int basePort) {
        this(name, banks, separateCompute, basePort, Optional.empty());
    }

    /** A network on this machine. */
    public TrialPlan(String name, int banks, boolean separateCompute, int basePort, Optional<TrialLookup> lookup) {
        this(name, banks, separateCompute, basePort, lookup, LOOPBACK);
    }

    /** The host name of the institution with this id. */
    String host(String institution) {
        return host.replace(INSTITUTION, institution);
    }

    /** The HTTP port of the institution with this id. */
    public int httpPort(String institution) {
        return member(institution).httpPort();
    }

    /** The console's port of the institution with this id. */
    public int consolePort(String institution) {
        return member(institution).consolePort();
    }

    private Member member(String institution) {
        return members().stream()
                .filter(member -> member.id().equals(institution))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no institution " + institution + " in this trial"));
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
            Set<Role> roles = EnumSet.of(Role.DATA);
            party.ifPresent(compute -> roles.add(Role.COMPUTE));
            // The last two banks, which compute least often, hold shares of the lookup's key.
            if (lookup.isPresent() && i >= banks - 2) {
                roles.add(Role.OPRF);
            }
            add(members, "bank-" + (i + 1), "Bank " + (i + 1), Optional.of(bic), roles, party);
        }
        for (int i = computing; i < parties.size(); i++) {
            Party party = parties.get((i + 2) % parties.size());
            add(
                    members,
                    "compute-" + party.ordinal(),
                    "Compute " + party.ordinal(),
                    Optional.empty(),
                    EnumSet.of(Role.COMPUTE),
                    Optional.of(party));
        }
        lookup.ifPresent(terms -> addLookup(members));
        return List.copyOf(members);
    }

    private void addLookup(List<Member> members) {
        Set<Role> police = EnumSet.of(Role.AGENCY);
        if (banks < 2) {
            police.add(Role.OPRF);
        }
        Optional<String> noBic = Optional.empty();
        Optional<Party> noParty = Optional.empty();
        add(members, "fiu", "Financial Intelligence Unit", noBic, EnumSet.of(Role.AGENCY, Role.OPRF), noParty);
        add(members, "police", "Police", noBic, police, noParty);
        add(members, "registry", "Registry", noBic, EnumSet.of(Role.HOST), noParty);
    }

    private void add(
            List<Member> members,
            String id,
            String name,
            Optional<String> bic,
            Set<Role> roles,
            Optional<Party> party) {
        members.add(new Member(id, name, bic, roles, party, basePort + PORTS_AN_INSTITUTION * members.size()));
    }

    /**
     * One institution of the trial.
     *
     * @param firstPort its control port; shares, HTTP, lookup and console follow
     */
    record Member(String id, String name, Optional<String> bic, Set<Role> roles, Optional<Party> party, int firstPort) {

        int httpPort() {
            return firstPort + HTTP;
        }

        int consolePort() {
            return firstPort + CONSOLE;
        }

        int lookupPort() {
            return firstPort + LOOKUP;
        }

        boolean asksLookups() {
            return roles.contains(Role.AGENCY) || roles.contains(Role.DATA);
        }

        boolean answersLookups() {
            return roles.contains(Role.OPRF) || roles.contains(Role.HOST);
        }
    }
}
