package io.mistnet.node.cli;

import io.mistnet.node.config.Address;
import io.mistnet.node.network.Institution;
import io.mistnet.node.network.PublicKeys;
import io.mistnet.node.network.Role;
import io.mistnet.node.network.SigningKey;
import io.mistnet.protocols.sharing.Party;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What one institution of a real network says of itself on the command line. */
final class InstitutionOptions {

    @Option(names = "--institution", paramLabel = "ID", required = true, description = "Its id in the network file.")
    private String id = "";

    @Option(names = "--full-name", paramLabel = "NAME", description = "Its full name.")
    private @Nullable String fullName;

    @Option(names = "--bic", split = ",", description = "The BICs of its agents, 8 characters each; for a bank.")
    private List<String> bics = List.of();

    @Option(names = "--compute", paramLabel = "P0|P1|P2", description = "Which compute party it is, where it is one.")
    private @Nullable Party party;

    @Option(
            names = "--control",
            paramLabel = "HOST:PORT",
            description = "Where it takes control links; for a compute node.")
    private @Nullable String control;

    @Option(
            names = "--shares",
            paramLabel = "HOST:PORT",
            description = "Where it takes blocks of shares; for a compute node.")
    private @Nullable String shares;

    @Option(
            names = "--agency",
            description = "It asks encrypted lookups and contributes; makes a supervisor's key too.")
    private boolean agency;

    @Option(
            names = "--supervisor",
            description = "Makes a supervisor's key too, for a bank that looks up payees or a watch list.")
    private boolean supervisor;

    @Option(names = "--oprf", description = "It holds a share of the encrypted lookup's key.")
    private boolean oprf;

    @Option(names = "--host", description = "It hosts the encrypted lookup's records.")
    private boolean host;

    @Option(
            names = "--lookup-address",
            paramLabel = "HOST:PORT",
            description = "Where it takes requests of the encrypted lookup; with --oprf or --host.")
    private @Nullable String lookup;

    String id() {
        return id;
    }

    boolean hasSupervisor() {
        return agency || supervisor;
    }

    /** @throws IllegalArgumentException where the options do not go together, or one of them is wrong; the message says which */
    void check() {
        boolean addressed = (party == null || control != null && shares != null) && (!oprf && !host || lookup != null);
        if (roles().isEmpty() || !addressed) {
            throw new IllegalArgumentException(
                    "Give --bic for a bank; --compute with --control and --shares for a compute node; --agency, or --oprf or --host with --lookup-address, for the encrypted lookup; or several of them");
        }
        if (!Institution.isId(id)) {
            throw new IllegalArgumentException(
                    "--institution: expected up to 40 lower-case letters, digits and hyphens, not " + id);
        }
        bics.stream().filter(bic -> !Institution.isBic(bic)).findFirst().ifPresent(bic -> {
            throw new IllegalArgumentException("--bic: expected 8 characters such as DEUTDEFF, not " + bic);
        });
        address("--control", control);
        address("--shares", shares);
        address("--lookup-address", lookup);
    }

    /** The institution with these keys. */
    Institution with(PublicKeys keys, Optional<SigningKey> supervisor) {
        return new Institution(
                id,
                fullName == null ? id : fullName,
                bics,
                roles(),
                Optional.ofNullable(party),
                address("--control", control),
                address("--shares", shares),
                address("--lookup-address", lookup),
                keys,
                supervisor);
    }

    private Set<Role> roles() {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        add(roles, Role.DATA, !bics.isEmpty());
        add(roles, Role.COMPUTE, party != null);
        add(roles, Role.OPRF, oprf);
        add(roles, Role.HOST, host);
        add(roles, Role.AGENCY, agency);
        return roles;
    }

    private static void add(Set<Role> roles, Role role, boolean has) {
        if (has) {
            roles.add(role);
        }
    }

    private static Optional<Address> address(String option, @Nullable String text) {
        try {
            return Optional.ofNullable(text).map(Address::parse);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s: expected host:port, not %s".formatted(option, text), e);
        }
    }
}
