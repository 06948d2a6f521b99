package io.mistnet.node.cli.lookup;

import io.mistnet.node.lookup.http.LookupMessages.Change;
import io.mistnet.node.lookup.http.LookupMessages.Changed;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code mistnet intel remove}. */
@Command(name = "remove", description = "Removes one of your institution's records.", mixinStandardHelpOptions = true)
final class IntelRemoveCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private OwnNodeOptions node;

    @Mixin
    private CaseOptions grounds;

    @Mixin
    private RecordIdOption id;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Change change = new Change("remove", id.id(), null, null, null, null, null, null);
        Changed changed = new ChangeRequest(node.node(), grounds).send(change);
        if (!changed.isDone()) {
            throw new IOException(changed.result());
        }
        spec.commandLine().getOut().println(changed.result());
        return ExitCode.OK;
    }
}
