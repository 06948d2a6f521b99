package io.mistnet.node.cli.lookup;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.lookup.http.LookupMessages.Changed;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code mistnet intel update}. */
@Command(
        name = "update",
        description = "Says something else of the same selector under the same id.",
        mixinStandardHelpOptions = true)
final class IntelUpdateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private OwnNodeOptions node;

    @Mixin
    private CaseOptions grounds;

    @Mixin
    private RecordIdOption id;

    @Mixin
    private SelectorOptions selector;

    @Mixin
    private RecordOptions record;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Selector of = selector.selector(spec.commandLine(), grounds.region());
        var change = record.change("update", id.id(), of);
        Changed changed = new ChangeRequest(node.node(), grounds).send(change);
        if (!changed.isDone()) {
            throw new IOException(changed.result());
        }
        spec.commandLine().getOut().println(changed.result());
        return ExitCode.OK;
    }
}
