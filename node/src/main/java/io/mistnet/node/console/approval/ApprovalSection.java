package io.mistnet.node.console.approval;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.PathMatchers.longSegment;

import io.mistnet.node.access.Permission;
import io.mistnet.node.audit.AuditAction;
import io.mistnet.node.casework.Approvals;
import io.mistnet.node.console.ConsoleSection;
import io.mistnet.node.console.Responder;
import io.mistnet.node.console.Visit;
import io.mistnet.node.console.casework.CaseworkAnswers;
import io.mistnet.node.console.casework.Labels;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;

/** Requests for approval. Who reads cases reads them; who decides needs {@link Permission#APPROVE}. */
public final class ApprovalSection implements ConsoleSection {

    private final CaseworkAnswers answers;
    private final ApprovalPage page;

    public ApprovalSection(Responder responder, Approvals approvals, Labels labels) {
        answers = new CaseworkAnswers(responder);
        page = new ApprovalPage(approvals, answers, labels);
    }

    @Override
    public String path() {
        return "approvals";
    }

    @Override
    public Set<Permission> permissions() {
        return Set.of(Permission.APPROVE, Permission.READ_CASES);
    }

    @Override
    public Optional<AuditAction> action(Visit visit) {
        String path = visit.request().getUri().getPathString();
        if (path.endsWith("/approve")) {
            return Optional.of(AuditAction.APPROVAL_GIVEN);
        }
        return path.endsWith("/refuse")
                ? Optional.of(AuditAction.APPROVAL_REFUSED)
                : ConsoleSection.super.action(visit);
    }

    @Override
    public Route route(Visit visit) {
        return concat(get(() -> reads(visit)), post(() -> changes(visit)));
    }

    private Route reads(Visit visit) {
        return concat(
                pathEnd(() -> answers.answer(visit, () -> page.list(visit))),
                pathPrefix(
                        longSegment(),
                        id -> concat(
                                pathEnd(() -> answers.answer(visit, () -> page.page(visit, id))),
                                Directives.path(
                                        "draft",
                                        () -> answers.answer(visit, Permission.APPROVE, () -> page.draft(id))))));
    }

    private Route changes(Visit visit) {
        if (!visit.may(Permission.APPROVE) && !visit.may(Permission.LOOK_UP)) {
            return answers.forbidden(visit);
        }
        return pathPrefix(
                longSegment(),
                id -> concat(
                        Directives.path(
                                "approve",
                                () -> answers.answer(visit, Permission.APPROVE, () -> page.approve(visit, id))),
                        Directives.path(
                                "refuse",
                                () -> answers.answer(visit, Permission.APPROVE, () -> page.refuse(visit, id))),
                        Directives.path("renew", () -> answers.answer(visit, () -> page.renew(visit, id)))));
    }
}
