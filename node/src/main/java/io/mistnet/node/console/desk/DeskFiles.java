package io.mistnet.node.console.desk;

import io.mistnet.node.alert.AlertDossier;
import io.mistnet.node.alert.export.DossierJson;
import io.mistnet.node.alert.export.FeedbackCsv;
import io.mistnet.node.alert.export.GoamlReport;
import io.mistnet.node.console.Responder;
import io.mistnet.node.console.Visit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/** What the desk gives to others: an alert as a file, feedback as a page and as a table. No file's name holds an account number. */
final class DeskFiles {

    private final Desk desk;
    private final Responder responder;
    private final DossierJson json = new DossierJson();
    private final GoamlReport report;

    DeskFiles(Desk desk, Responder responder) {
        this.desk = desk;
        this.responder = responder;
        this.report = new GoamlReport(desk.entity(), desk.clock());
    }

    HttpResponse alertJson(Visit visit, long id) {
        return withDossier(
                visit,
                id,
                dossier -> Downloads.download(
                        ContentTypes.APPLICATION_JSON, "alert-%d.json".formatted(id), json.bytes(dossier)));
    }

    HttpResponse alertXml(Visit visit, long id) {
        return withDossier(
                visit,
                id,
                dossier ->
                        Downloads.download(Downloads.XML, "alert-%d-goaml.xml".formatted(id), report.bytes(dossier)));
    }

    HttpResponse alertGraph(Visit visit, long id) {
        Wording words = new Wording(responder.texts(), desk.clock());
        return withDossier(
                visit,
                id,
                dossier -> Downloads.json(new TransferGraph(desk.entity(), words)
                        .bytes(dossier.alert().accountNumber(), dossier.transfers())));
    }

    HttpResponse feedback(Visit visit) {
        return responder.page(
                visit,
                "desk/feedback.jte",
                Map.of(
                        "feedback",
                        FeedbackView.of(desk.counter().counts()),
                        "words",
                        new Wording(responder.texts(), desk.clock())));
    }

    HttpResponse feedbackCsv() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            new FeedbackCsv(desk.feedback()).write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return Downloads.download(Downloads.CSV, "feedback.csv", bytes.toByteArray());
    }

    private HttpResponse withDossier(Visit visit, long id, Function<AlertDossier, HttpResponse> file) {
        return desk.alerts()
                .dossier(id)
                .map(file)
                .orElseGet(() -> responder.error(Optional.of(visit.visitor()), StatusCodes.NOT_FOUND));
    }
}
