package io.mistnet.node.console.approval;

import io.mistnet.node.access.Permission;
import io.mistnet.node.casework.ApprovalRequest;
import io.mistnet.node.casework.Approvals;
import io.mistnet.node.casework.UnfitEntryException;
import io.mistnet.node.console.Responder;
import io.mistnet.node.console.Visit;
import io.mistnet.node.console.casework.CaseworkAnswers;
import io.mistnet.node.console.casework.Entered;
import io.mistnet.node.console.casework.Labels;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Requests for approval: what is asked, what is to be signed and how, what became of it. */
final class ApprovalPage {

    private final Approvals approvals;
    private final Responder responder;
    private final Labels labels;

    ApprovalPage(Approvals approvals, CaseworkAnswers answers, Labels labels) {
        this.approvals = approvals;
        this.responder = answers.responder();
        this.labels = labels;
    }

    HttpResponse list(Visit visit) {
        return responder.page(visit, "approval/list.jte", Map.of("page", approvals.page(CaseworkAnswers.page(visit))));
    }

    HttpResponse page(Visit visit, long id) {
        return page(visit, id, StatusCodes.OK, Entered.NOTHING);
    }

    /** The file that the supervisor takes to where the key is. */
    HttpResponse draft(long id) {
        return HttpResponse.create()
                .withEntity(HttpEntities.create(
                        ContentTypes.TEXT_PLAIN_UTF8,
                        approvals.require(id).draft().getBytes(StandardCharsets.UTF_8)))
                .addHeader(RawHeader.create(
                        "Content-Disposition", "attachment; filename=\"request-%d.txt\"".formatted(id)));
    }

    HttpResponse approve(Visit visit, long id) {
        Optional<String> approval = visit.form()
                .file("file")
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .or(() -> visit.form().text("approval"));
        return changed(visit, id, () -> approvals.approve(visit.user(), id, CaseworkAnswers.version(visit), approval));
    }

    HttpResponse refuse(Visit visit, long id) {
        return changed(
                visit,
                id,
                () -> approvals.refuse(
                        visit.user(),
                        id,
                        CaseworkAnswers.version(visit),
                        visit.form().text("reason")));
    }

    HttpResponse renew(Visit visit, long id) {
        return changed(visit, id, () -> approvals.renew(visit.user(), id, CaseworkAnswers.version(visit)));
    }

    private HttpResponse changed(Visit visit, long id, Runnable change) {
        try {
            change.run();
            return responder.goTo(visit, "/approvals/" + id);
        } catch (UnfitEntryException e) {
            return page(visit, id, StatusCodes.UNPROCESSABLE_CONTENT, Entered.of(visit.form(), e.problems()));
        }
    }

    private HttpResponse page(Visit visit, long id, StatusCode status, Entered entered) {
        ApprovalRequest request = approvals.require(id);
        boolean isOwn = request.isOf(visit.user().id());
        boolean isExpired = request.isWaiting() && approvals.isExpired(request);
        return responder.page(
                visit,
                status,
                "approval/request.jte",
                Map.of(
                        "request", request,
                        "isOwn", isOwn,
                        "isExpired", isExpired,
                        "mayDecide", request.isWaiting() && !isOwn && visit.may(Permission.APPROVE),
                        "mayRenew", isExpired && (isOwn || visit.may(Permission.APPROVE)),
                        "entered", entered,
                        "labels", labels));
    }
}
