package io.mistnet.simulator.cli;

import io.mistnet.simulator.benchmark.lookup.LookupHost;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mistnet bench lookup-host}: what {@code bench lookup} starts as a process of its own. */
@Command(name = BenchLookupHostCommand.NAME, hidden = true, description = "The host of bench lookup, which starts it.")
final class BenchLookupHostCommand implements Callable<Integer> {

    static final String NAME = "lookup-host";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The host's configuration, node.conf.")
    private Path file;

    @Override
    public Integer call() throws IOException, GeneralSecurityException, InterruptedException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        new LookupHost(file).serve(input, spec.commandLine().getOut());
        return 0;
    }
}
