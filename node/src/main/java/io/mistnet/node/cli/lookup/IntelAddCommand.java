package io.mistnet.node.cli.lookup;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.lookup.http.LookupMessages.Change;
import io.mistnet.node.lookup.http.LookupMessages.Changed;
import io.mistnet.protocols.retrieval.RecordId;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mistnet intel add}. */
@Command(
        name = "add",
        description = "Adds one record and prints its id, by which it can be changed and removed: keep it.",
        mixinStandardHelpOptions = true)
final class IntelAddCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private OwnNodeOptions node;

    @Mixin
    private CaseOptions grounds;

    @Mixin
    private SelectorOptions selector;

    @Mixin
    private RecordOptions record;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description =
                    "The id that an earlier attempt named, whose outcome is not known: a record that is there is not added twice.")
    private String again = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        Selector of = selector.selector(spec.commandLine(), grounds.region());
        String id = id();
        Changed changed = sent(record.change("add", id, of));
        if (!changed.isThere()) {
            throw new IOException(changed.result());
        }
        spec.commandLine().getOut().println(changed.id());
        return ExitCode.OK;
    }

    private String id() {
        if (again.isEmpty()) {
            SecureRandom random = new SecureRandom();
            return new RecordId(random.nextLong(), random.nextLong()).toString();
        }
        try {
            return RecordId.parse(again).toString();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--id: " + e.getMessage(), e);
        }
    }

    private Changed sent(Change change) throws IOException, InterruptedException {
        ChangeRequest request = new ChangeRequest(node.node(), grounds);
        try {
            return request.send(change);
        } catch (NodeRefusedException e) {
            throw e.isUncertain() ? uncertain(change, e) : e;
        } catch (IOException e) {
            throw uncertain(change, e);
        }
    }

    private static IOException uncertain(Change change, IOException e) {
        return new IOException(
                "%s; whether the record was added is not known: try again with --id %s"
                        .formatted(e.getMessage(), change.id()),
                e);
    }
}
