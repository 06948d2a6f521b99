package io.mistnet.node.cli.lookup;

import io.mistnet.node.lookup.http.LookupMessages.Approval;
import io.mistnet.node.lookup.http.LookupMessages.Change;
import io.mistnet.node.lookup.http.LookupMessages.Changed;
import io.mistnet.node.lookup.http.LookupMessages.ChangesHead;
import io.mistnet.node.lookup.http.LookupMessages.Done;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Changes of records on their way to the own node.
 *
 * @param approval a supervisor's, where they are more than go without
 */
record ChangeRequest(
        OwnNode node, CaseOptions grounds, @Nullable Approval approval) {

    /** Without a supervisor. */
    ChangeRequest(OwnNode node, CaseOptions grounds) {
        this(node, grounds, null);
    }

    /** One change; @return what became of it. */
    Changed send(Change change) throws IOException, InterruptedException {
        List<Changed> changed = new ArrayList<>();
        send(List.of(change), changed::add, done -> {});
        if (changed.size() != 1) {
            throw new IOException("the node did not say what became of the record");
        }
        return changed.get(0);
    }

    /** Many; what became of each is told as soon as the host has it on disk, in order. */
    void send(List<Change> changes, Consumer<Changed> results, Consumer<Done> progress)
            throws IOException, InterruptedException {
        List<Object> lines = new ArrayList<>(changes.size() + 1);
        lines.add(new ChangesHead(grounds.user(), grounds.caseReference(), grounds.basis(), null, approval));
        lines.addAll(changes);
        node.exchange("records", lines, line -> {
            if (line.has("number")) {
                results.accept(OwnNode.as(line, Changed.class));
            } else if (line.has("of")) {
                progress.accept(OwnNode.as(line, Done.class));
            }
        });
    }
}
