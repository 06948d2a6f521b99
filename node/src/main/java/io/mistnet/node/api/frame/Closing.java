package io.mistnet.node.api.frame;

import io.mistnet.node.access.Access;
import io.mistnet.node.access.AccessLog;
import io.mistnet.node.audit.AuditAction;
import io.mistnet.node.audit.AuditOutcome;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** The end of a request: it is written into the audit log, and only then answered. */
final class Closing {

    private static final ContentType PROBLEM = ContentTypes.parse("application/problem+json");
    private static final int FORBIDDEN = ProblemKind.FORBIDDEN.status();
    private static final int NOT_MODIFIED = 304;

    private final AccessLog log;
    private final Failures failures;

    Closing(AccessLog log, Failures failures) {
        this.log = log;
        this.failures = failures;
    }

    HttpResponse response(Exchange exchange, Answer answer) {
        try {
            boolean isReplay = answer.headers().containsKey(OnceOnly.REPLAYED);
            write(exchange, answer.status(), isReplay);
            return response(isUnchanged(exchange, answer) ? unchanged(answer) : answer);
        } catch (RuntimeException e) {
            return response(exchange, failures.problem(e));
        }
    }

    HttpResponse failure(Exchange exchange, Throwable failure) {
        Problem problem = failures.problem(failure);
        try {
            write(exchange, problem.kind().status(), false);
        } catch (RuntimeException e) {
            return response(exchange, failures.problem(e));
        }
        return response(exchange, problem);
    }

    private void write(Exchange exchange, int status, boolean isReplay) {
        if (!exchange.isAudited()) {
            return;
        }
        AuditAction action = exchange.found().isPresent() && !isReplay
                ? exchange.found().get().operation().action()
                : AuditAction.PAGE;
        // only addresses of operations: they hold ids and nothing else
        String subject = exchange.found().isPresent() ? exchange.address().substring(1) : "api/*";
        log.write(new Access(exchange.token().orElseThrow().user().id(), action, subject, outcome(status)));
    }

    private static AuditOutcome outcome(int status) {
        return status < 400 ? AuditOutcome.ANSWERED : status == FORBIDDEN ? AuditOutcome.REFUSED : AuditOutcome.FAILED;
    }

    private static boolean isUnchanged(Exchange exchange, Answer answer) {
        Optional<String> tag = Optional.ofNullable(answer.headers().get(Answer.ETAG));
        return exchange.isRead()
                && tag.isPresent()
                && exchange.header("if-none-match")
                        .flatMap(TagList::parse)
                        .filter(tags -> tags.resembles(new EntityTag(tag.get())))
                        .isPresent();
    }

    private static Answer unchanged(Answer answer) {
        String tag = answer.headers().getOrDefault(Answer.ETAG, "");
        return new Answer(NOT_MODIFIED, Map.of(Answer.ETAG, tag), Optional.empty());
    }

    private static HttpResponse response(Answer answer) {
        HttpResponse response =
                headed(HttpResponse.create().withStatus(StatusCodes.get(answer.status())), answer.headers());
        return answer.content().isPresent()
                ? response.withEntity(HttpEntities.create(
                        answer.content().get().type(), answer.content().get().bytes()))
                : response;
    }

    private static HttpResponse response(Exchange exchange, Problem problem) {
        return headed(
                        HttpResponse.create()
                                .withStatus(StatusCodes.get(problem.kind().status())),
                        problem.headers())
                .withEntity(HttpEntities.create(PROBLEM, Json.bytes(problem.json(exchange.address()))));
    }

    private static HttpResponse headed(HttpResponse response, Map<String, String> headers) {
        HttpResponse headed = response;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            headed = headed.addHeader(RawHeader.create(header.getKey(), header.getValue()));
        }
        return headed;
    }
}
