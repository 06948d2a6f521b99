package io.mistnet.node.cli.lookup;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.lookup.http.Categories;
import io.mistnet.node.lookup.http.LookupMessages.Change;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a record says of its selector. Whoever looks the selector up reads it. */
final class RecordOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--category",
            required = true,
            description = "What it is about, such as mule-account, phishing, investment-fraud or other.")
    private String category = "";

    @Option(names = "--date", paramLabel = "YYYY-MM-DD", required = true, description = "The day that it is of.")
    private LocalDate date = LocalDate.EPOCH;

    @Option(
            names = "--reference",
            paramLabel = "REF",
            description = "Your case's reference, for whoever finds the record.")
    private String reference = "";

    @Option(names = "--contact", paramLabel = "TEXT", description = "Whom to call about it.")
    private String contact = "";

    /** @throws ParameterException where there is no such category */
    Change change(String what, @Nullable String id, Selector selector) {
        try {
            Categories.parse(category);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
        return new Change(
                what, id, selector.type().id(), selector.canonical(), category, date.toString(), reference, contact);
    }
}
