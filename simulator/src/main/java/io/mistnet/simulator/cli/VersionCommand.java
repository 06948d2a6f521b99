package io.mistnet.simulator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mistnet version}: what runs here, for a report of a fault or a figure. */
@Command(name = "version", description = "Prints the version, the JDK, the machine and the lookup's libraries in use.")
final class VersionCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        PrintWriter out = spec.commandLine().getOut();
        Report report = Report.ofThisMachine();
        out.println(json ? new ObjectMapper().writeValueAsString(report) : report.toText());
        return 0;
    }

    /**
     * @param seal the version of Microsoft SEAL, or null where this build has none
     * @param kernel the instruction set of the lookup's database scan, or null where this build has none
     */
    record Report(
            String version,
            String jdk,
            String os,
            String arch,
            int cores,
            @Nullable String seal,
            @Nullable String kernel) {

        static Report ofThisMachine() {
            return new Report(
                    BuildVersion.read(),
                    Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
                    System.getProperty("os.name") + " " + System.getProperty("os.version"),
                    System.getProperty("os.arch"),
                    Runtime.getRuntime().availableProcessors(),
                    null,
                    null);
        }

        String toText() {
            return """
                    mistnet  %s
                    JDK      %s
                    system   %s, %s, %d cores
                    SEAL     none: this build has no encrypted lookup yet
                    kernel   none: this build has no encrypted lookup yet""".formatted(version, jdk, os, arch, cores);
        }
    }
}
