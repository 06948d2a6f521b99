package io.mistnet.node.cli.lookup;

import io.mistnet.protocols.retrieval.RecordId;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which record. */
final class RecordIdOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--id",
            paramLabel = "ID",
            required = true,
            description = "The record's id, as 'intel add' or 'intel import' told it.")
    private String text = "";

    /** @throws ParameterException where it is no id */
    String id() {
        try {
            return RecordId.parse(text).toString();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--id: " + e.getMessage(), e);
        }
    }
}
