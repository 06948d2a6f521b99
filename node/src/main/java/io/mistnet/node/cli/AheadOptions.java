package io.mistnet.node.cli;

import io.mistnet.node.authorisation.Authorisation;
import io.mistnet.node.authorisation.AuthorisationTerms;
import io.mistnet.node.authorisation.Grounds;
import io.mistnet.node.authorisation.Purpose;
import io.mistnet.node.config.NodeConfig;
import io.mistnet.node.network.LookupTerms;
import io.mistnet.node.network.Network;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What a supervisor approves ahead: so many evaluations in a case, for some days. */
final class AheadOptions {

    /** Holders refuse what is valid for longer than the network's limit, by their own clocks. */
    private static final long MOST_DAYS = AuthorisationTerms.LONGEST_VALIDITY.toDays() - 1;

    @Option(
            names = "--case",
            paramLabel = "REFERENCE",
            required = true,
            description = "The case, as node.conf has it, such as payee-checks.")
    private String caseReference;

    @Option(
            names = "--basis",
            paramLabel = "TEXT",
            description = "The legal basis. Where node.conf has one for the case, it must be that, and is if left out.")
    private @Nullable String basis;

    @Option(names = "--quota", paramLabel = "N", required = true, description = "How many evaluations at each holder.")
    private long quota;

    @Option(names = "--days", paramLabel = "D", defaultValue = "7", description = "For how many days, 1 to 29.")
    private long days;

    /** What is to be signed. */
    Authorisation draft(NodeConfig node, Network network, LookupTerms lookup, CommandSpec spec) {
        if (days < 1 || days > MOST_DAYS) {
            throw wrong(spec, "--days: expected 1 to %d".formatted(MOST_DAYS));
        }
        if (quota <= lookup.fourEyesAbove()) {
            throw wrong(spec, "--quota: up to %d evaluations need no approval".formatted(lookup.fourEyesAbove()));
        }
        Instant expires = Clock.systemUTC().instant().plus(Duration.ofDays(days));
        Grounds grounds = new Grounds(caseReference, basis(node, spec), Purpose.ASK);
        try {
            return Authorisation.draft(network.hash(), node.institution(), grounds, expires, quota, new SecureRandom());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** Where node.conf expects the approval of this case. */
    Optional<Path> expected(NodeConfig node) {
        return standing(node).flatMap(NodeConfig.Standing::approval);
    }

    private String basis(NodeConfig node, CommandSpec spec) {
        Optional<String> configured = standing(node).flatMap(NodeConfig.Standing::legalBasis);
        String given = basis;
        if (given == null) {
            return configured.orElseThrow(() -> wrong(spec, "--basis: node.conf has none for this case"));
        }
        if (configured.isPresent() && !configured.get().equals(given)) {
            throw wrong(
                    spec, "--basis: node.conf has another one for this case, so the node could not use the approval");
        }
        return given;
    }

    private Optional<NodeConfig.Standing> standing(NodeConfig node) {
        return Stream.of(node.lookup().payees().standing(), node.lookup().watch())
                .filter(standing -> standing.caseReference().equals(caseReference))
                .findFirst();
    }

    private static ParameterException wrong(CommandSpec spec, String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
