package io.mistnet.node.console.lookup;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.PathMatchers.longSegment;

import io.mistnet.node.access.Permission;
import io.mistnet.node.audit.AuditAction;
import io.mistnet.node.casework.BatchFile;
import io.mistnet.node.console.ConsoleSection;
import io.mistnet.node.console.Responder;
import io.mistnet.node.console.Visit;
import io.mistnet.node.console.casework.CaseworkAnswers;
import io.mistnet.node.console.casework.Labels;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;

/** Lookups: the form, answers, batches. Whoever reads cases reads answers; who asks needs {@link Permission#LOOK_UP}. */
public final class LookupSection implements ConsoleSection {

    private final CaseworkAnswers answers;
    private final LookupFormPage form;
    private final LookupAnswerPage answer;
    private final BatchUploadPage uploads;
    private final BatchPage batch;

    public LookupSection(Responder responder, LookupServices services, Labels labels) {
        Regions regions = new Regions();
        answers = new CaseworkAnswers(responder);
        answer = new LookupAnswerPage(services, responder, labels);
        form = new LookupFormPage(services, responder, answer, labels, regions);
        uploads = new BatchUploadPage(services, answers, labels, regions);
        batch = new BatchPage(services, answers, labels);
    }

    @Override
    public String path() {
        return "lookups";
    }

    @Override
    public Set<Permission> permissions() {
        return Set.of(Permission.LOOK_UP, Permission.READ_CASES);
    }

    @Override
    public long mostBytes() {
        return BatchFile.MOST_BYTES + FORM_BYTES;
    }

    /** What is read while somebody types, and what a waiting page asks for again and again, stands in the audit log already: by the form, and by the page. */
    @Override
    public Optional<AuditAction> action(Visit visit) {
        String path = visit.request().getUri().getPathString();
        String last = path.substring(path.lastIndexOf('/') + 1);
        return switch (last) {
            case "check", "outcome", "progress" -> Optional.empty();
            case "export" -> Optional.of(AuditAction.EXPORT);
            case "request", "supervisor" -> Optional.of(AuditAction.APPROVAL_ASKED);
            default -> ConsoleSection.super.action(visit);
        };
    }

    @Override
    public Route route(Visit visit) {
        return concat(get(() -> reads(visit)), post(() -> changes(visit)));
    }

    private Route reads(Visit visit) {
        return concat(
                pathEnd(() -> visit.may(Permission.LOOK_UP)
                        ? read(visit, () -> form.form(visit))
                        : read(visit, () -> answer.list(visit))),
                Directives.path("list", () -> read(visit, () -> answer.list(visit))),
                Directives.path("grounds", () -> answers.answer(visit, Permission.LOOK_UP, () -> form.grounds(visit))),
                pathPrefix(
                        "batches",
                        () -> concat(
                                pathEnd(() -> read(visit, () -> uploads.list(visit))),
                                Directives.path(
                                        "new",
                                        () -> answers.answer(visit, Permission.LOOK_UP, () -> uploads.form(visit))),
                                pathPrefix(longSegment(), id -> batchReads(visit, id)))),
                pathPrefix(
                        longSegment(),
                        id -> concat(
                                pathEnd(() -> read(visit, () -> answer.page(visit, id))),
                                Directives.path(
                                        "outcome",
                                        () -> answers.answerLater(visit, () -> answer.outcome(visit, id))))));
    }

    private Route batchReads(Visit visit, long id) {
        return concat(
                pathEnd(() -> read(visit, () -> batch.page(visit, id))),
                Directives.path("progress", () -> read(visit, () -> batch.progress(visit, id))),
                Directives.path("export", () -> read(visit, () -> batch.export(visit, id))));
    }

    private Route changes(Visit visit) {
        if (!visit.may(Permission.LOOK_UP)) {
            return answers.forbidden(visit);
        }
        return concat(
                pathEnd(() -> answers.answerLater(visit, () -> form.ask(visit))),
                Directives.path("check", () -> answers.answer(visit, () -> form.check(visit))),
                pathPrefix(
                        "batches",
                        () -> concat(
                                pathEnd(() -> answers.answer(visit, () -> uploads.upload(visit))),
                                pathPrefix(longSegment(), id -> batchChanges(visit, id)))),
                pathPrefix(
                        longSegment(),
                        id -> concat(
                                Directives.path(
                                        "again", () -> answers.answerLater(visit, () -> answer.again(visit, id))),
                                Directives.path(
                                        "supervisor",
                                        () -> answers.answer(visit, () -> answer.supervisor(visit, id))))));
    }

    private Route batchChanges(Visit visit, long id) {
        return concat(
                Directives.path("confirm", () -> answers.answer(visit, () -> batch.confirm(visit, id))),
                Directives.path("request", () -> answers.answer(visit, () -> batch.confirm(visit, id))),
                Directives.path("cancel", () -> answers.answer(visit, () -> batch.cancel(visit, id))),
                Directives.path("again", () -> answers.answer(visit, () -> batch.again(visit, id))),
                Directives.path("supervisor", () -> answers.answer(visit, () -> batch.supervisor(visit, id))));
    }

    /** Everybody whom the section lets in may read all of it. */
    private Route read(Visit visit, Supplier<HttpResponse> work) {
        return answers.answer(visit, Permission.READ_CASES, work);
    }
}
