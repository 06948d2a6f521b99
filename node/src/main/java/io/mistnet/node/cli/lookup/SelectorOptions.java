package io.mistnet.node.cli.lookup;

import io.mistnet.connectors.selector.InvalidSelectorException;
import io.mistnet.connectors.selector.Region;
import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.lookup.http.Selectors;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** One selector on the command line. */
final class SelectorOptions {

    private static final String STANDARD_INPUT = "-";

    @Option(names = "--type", required = true, description = "What it is: phone, iban, email, ip, handle or name-dob.")
    private String type = "";

    @Option(
            names = "--selector",
            paramLabel = "TEXT",
            required = true,
            description =
                    "The phone number, account or the like. A '-' reads it from standard input, out of other users' sight.")
    private String text = "";

    /** @throws ParameterException where it is none of its type: nothing was sent then */
    Selector selector(CommandLine command, Optional<Region> region) throws IOException {
        try {
            return Selectors.parse(type, text.equals(STANDARD_INPUT) ? line() : text, region);
        } catch (InvalidSelectorException e) {
            throw new ParameterException(command, "--selector: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, "--" + e.getMessage(), e);
        }
    }

    private static String line() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = in.readLine();
        return line == null ? "" : line;
    }
}
