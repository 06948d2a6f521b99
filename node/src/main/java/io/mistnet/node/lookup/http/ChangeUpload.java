package io.mistnet.node.lookup.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mistnet.node.intelligence.OperationResult;
import io.mistnet.node.lookup.Asking;
import io.mistnet.node.lookup.LookupFailedException;
import io.mistnet.node.lookup.RecordChange;
import io.mistnet.node.lookup.http.LookupMessages.Changed;
import io.mistnet.node.lookup.http.LookupMessages.ChangesEnd;
import io.mistnet.node.lookup.http.LookupMessages.ChangesHead;
import io.mistnet.node.lookup.http.LookupMessages.Done;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Carries out an upload of changes: a line that says who and why, then one line for each change. It is read to its end, and checked, before the first one is sent. Blocks. */
final class ChangeUpload {

    private final Investigations investigations;
    private final ObjectMapper json;

    ChangeUpload(Investigations investigations, ObjectMapper json) {
        this.investigations = investigations;
        this.json = json;
    }

    /** @return what is wrong with the upload; empty where it was carried out, and {@code lines} were told how */
    Optional<Problem> carryOut(InputStream body, Lines lines) throws IOException, LookupFailedException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        String first = reader.readLine();
        if (first == null) {
            throw new IllegalArgumentException("an empty upload; its first line says user, case and basis");
        }
        ChangesHead head = JsonBodies.read(json, first.getBytes(StandardCharsets.UTF_8), ChangesHead.class);
        Asking asking = new Asking(head.user(), head.caseReference(), head.basis())
                .under(InvestigationService.approval(head.approval()));
        ChangeLines changes = new ChangeLines(investigations, json, Selectors.region(head.region()));
        int number = 1;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            changes.take(++number, line);
        }
        Optional<Problem> problem = changes.problem();
        if (problem.isEmpty()) {
            new Sending(changes.changes(), lines).send(asking);
        }
        return problem;
    }

    /** The changes on their way, and how far they are. */
    private final class Sending {

        private final List<RecordChange> changes;
        private final Lines lines;
        private final long start = System.nanoTime();
        private int sent;
        private int refused;

        Sending(List<RecordChange> changes, Lines lines) {
            this.changes = changes;
            this.lines = lines;
        }

        void send(Asking asking) throws LookupFailedException {
            investigations.change(changes, asking, this::tell);
            lines.write(new ChangesEnd(sent - refused, refused, InvestigationService.seconds(start)));
        }

        private void tell(List<OperationResult> batch) {
            for (OperationResult result : batch) {
                RecordChange change = changes.get(sent);
                sent++;
                refused += result.isDone() ? 0 : 1;
                lines.write(new Changed(
                        sent,
                        change.id().toString(),
                        result.isDone(),
                        result.text(),
                        Categories.nameOf(result.name())));
            }
            lines.write(new Done(sent, changes.size()));
        }
    }
}
