package io.mistnet.simulator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mistnet.he.Kernel;
import io.mistnet.he.SealVersion;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
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
     * @param seal the version of Microsoft SEAL that is linked
     * @param kernel the instruction set of the lookup's database scan
     */
    record Report(String version, String jdk, String os, String arch, int cores, String seal, String kernel) {

        static Report ofThisMachine() {
            return new Report(
                    BuildVersion.read(),
                    Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
                    System.getProperty("os.name") + " " + System.getProperty("os.version"),
                    System.getProperty("os.arch"),
                    Runtime.getRuntime().availableProcessors(),
                    SealVersion.linked(),
                    Kernel.best().name().toLowerCase(Locale.ROOT));
        }

        String toText() {
            return """
                    mistnet  %s
                    JDK      %s
                    system   %s, %s, %d cores
                    SEAL     %s
                    kernel   %s""".formatted(version, jdk, os, arch, cores, seal, kernel);
        }
    }
}
