package io.mistnet.node.cli.lookup;

import io.mistnet.connectors.selector.Region;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who asks or contributes, and on what grounds. */
final class CaseOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--case",
            paramLabel = "REF",
            required = true,
            description = "The reference of your institution's case. The audit log and the holders of the key see it.")
    private String caseReference = "";

    @Option(
            names = "--basis",
            paramLabel = "TEXT",
            required = true,
            description = "The law or order that allows it; seen by the same.")
    private String basis = "";

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "Who asks, for the audit log. The account's name on this machine where it is not given.")
    private @Nullable String user;

    @Option(
            names = "--region",
            paramLabel = "COUNTRY",
            description = "Where phone numbers without a country code are dialled, such as NL.")
    private @Nullable String region;

    String caseReference() {
        return caseReference;
    }

    String basis() {
        return basis;
    }

    String user() {
        return user == null ? System.getProperty("user.name", "unknown") : user;
    }

    /** @throws ParameterException where there is no such country */
    Optional<Region> region() {
        try {
            return Optional.ofNullable(region).map(Region::new);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--region: " + e.getMessage(), e);
        }
    }
}
