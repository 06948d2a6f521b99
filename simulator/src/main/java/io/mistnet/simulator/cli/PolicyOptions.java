package io.mistnet.simulator.cli;

import io.mistnet.protocols.propagation.Policy;
import io.mistnet.protocols.propagation.Policy.Output;
import io.mistnet.protocols.propagation.Policy.Outside;
import io.mistnet.protocols.propagation.Policy.Profile;
import io.mistnet.protocols.propagation.Policy.Rule;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that make a policy. */
final class PolicyOptions {

    private static final int ITERATIONS = 2;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--rule", defaultValue = "weighted", description = "How risk flows: weighted or taint.")
    private Rule rule;

    @Option(
            names = "--delta",
            split = ",",
            paramLabel = "DELTA",
            defaultValue = "0.5",
            description = "The share of a new risk that comes from the senders. A list gives one an iteration.")
    private List<Double> deltas;

    @Option(names = "--iterations", description = "Number of iterations; 2 where --delta is no list.")
    private @Nullable Integer iterations;

    @Option(
            names = "--external",
            paramLabel = "exclude|zero|PRIOR",
            defaultValue = "exclude",
            description = "What senders outside the network count for.")
    private String external;

    @Option(names = "--threshold", defaultValue = "0.5", description = "The risk from which on an account is flagged.")
    private double threshold;

    @Option(
            names = "--floor",
            paramLabel = "AMOUNT",
            defaultValue = "1",
            description = "The sum in minor units from which on a pair carries taint.")
    private long floor;

    @Option(names = "--output", defaultValue = "score", description = "What a bank learns: score, band or flag.")
    private Kind output;

    @Option(
            names = "--bands",
            split = ",",
            paramLabel = "THRESHOLD",
            defaultValue = "0.25,0.5,0.75",
            description = "The thresholds of --output band, rising.")
    private List<Double> bands;

    @Option(
            names = "--profile",
            defaultValue = "hardened",
            description = "What is checked of the banks' inputs: standard or hardened.")
    private Profile profile;

    /** The three outputs, as the command line names them. */
    enum Kind {
        SCORE,
        BAND,
        FLAG
    }

    /** The policy; options that do not fit are wrong usage. */
    Policy policy() {
        try {
            return new Policy(rule, schedule(), outside(), threshold, floor, output(), profile);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private List<Double> schedule() {
        if (deltas.size() == 1) {
            return Policy.constant(deltas.get(0), iterations == null ? ITERATIONS : iterations);
        }
        if (iterations != null && iterations != deltas.size()) {
            throw new IllegalArgumentException(
                    "--iterations %d, but --delta lists %d".formatted(iterations, deltas.size()));
        }
        return deltas;
    }

    private Outside outside() {
        return switch (external.toLowerCase(Locale.ROOT)) {
            case "exclude" -> Outside.exclude();
            case "zero" -> Outside.zero();
            default -> Outside.prior(prior());
        };
    }

    private double prior() {
        try {
            return Double.parseDouble(external);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "--external takes exclude, zero or a risk in [0, 1], not " + external, e);
        }
    }

    private Output output() {
        return switch (output) {
            case SCORE -> new Output.Score();
            case BAND -> new Output.Band(bands);
            case FLAG -> new Output.Flag();
        };
    }
}
