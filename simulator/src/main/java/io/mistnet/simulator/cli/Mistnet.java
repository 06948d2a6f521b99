package io.mistnet.simulator.cli;

import io.mistnet.node.cli.AuditCommand;
import io.mistnet.node.cli.AuthoriseCommand;
import io.mistnet.node.cli.NetworkCommand;
import io.mistnet.node.cli.NodeCommand;
import io.mistnet.node.cli.lookup.IntelCommand;
import io.mistnet.node.cli.lookup.LookupCommand;
import io.mistnet.node.cli.token.TokenCommand;
import io.mistnet.node.cli.user.UserCommand;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command {@code mistnet}. Exit status: 0 done, 1 failed (one line on standard error says why), 2 wrong usage.
 */
@Command(
        name = "mistnet",
        description = "Catches cross-institution fraud without any institution seeing another's data.",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        showDefaultValues = true,
        usageHelpAutoWidth = true,
        subcommands = {
            DemoCommand.class,
            NetworkCommand.class,
            NodeCommand.class,
            SimulateCommand.class,
            EvaluateCommand.class,
            BenchCommand.class,
            LookupCommand.class,
            IntelCommand.class,
            AuditCommand.class,
            AuthoriseCommand.class,
            TokenCommand.class,
            TrialCommand.class,
            UserCommand.class,
            VersionCommand.class
        })
public final class Mistnet implements Callable<Integer> {

    private static final String TESTS =
            "%nFrom a source checkout also:%n  test [--quick]  Runs all tests that CI runs.";

    @Spec
    private CommandSpec spec;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "On failure, print the stack trace as well.")
    private boolean verbose;

    /** Runs one command and ends the process with its exit status. */
    public static void main(String[] args) {
        LogFormat.chooseFor(args);
        System.exit(commandLine().execute(args));
    }

    /** The whole command tree, ready to execute. */
    public static CommandLine commandLine() {
        Mistnet mistnet = new Mistnet();
        CommandLine commandLine = new CommandLine(mistnet);
        commandLine.getCommandSpec().usageMessage().footer(TESTS);
        return commandLine
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(mistnet::executeLast)
                .setParameterExceptionHandler(Failures::wrongUsage)
                .setExecutionExceptionHandler(
                        (failure, command, parsed) -> Failures.failed(failure, command, mistnet.verbose));
    }

    /** picocli reports exceptions only; a command that runs out of memory owes the user a line as well. */
    private int executeLast(ParseResult parsed) {
        try {
            return new RunLast().execute(parsed);
        } catch (OutOfMemoryError | LinkageError failure) {
            List<CommandLine> commands = parsed.asCommandLineList();
            return Failures.failed(failure, commands.get(commands.size() - 1), verbose);
        }
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }
}
