package io.mistnet.simulator.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code mistnet bench}: what the protocols cost on this machine. */
@Command(
        name = "bench",
        description = "Measures what the protocols cost on this machine: the same classes that a node runs.",
        subcommands = {
            BenchPropagationCommand.class,
            BenchLookupCommand.class,
            BenchLookupHostCommand.class,
            BenchConsoleCommand.class
        })
final class BenchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }
}
