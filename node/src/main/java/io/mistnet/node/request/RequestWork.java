package io.mistnet.node.request;

import io.mistnet.node.peer.LineLimit;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has requests answered: no more at once than there are places, none whose deadline has passed, and whatever a handler throws ends that request only. */
final class RequestWork implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RequestWork.class);

    private final Map<RequestKind, RequestHandler> handlers;
    private final Turnstile turnstile;
    private final Duration retryAfter;
    private final LineLimit failures = new LineLimit();

    RequestWork(Map<RequestKind, RequestHandler> handlers, Turnstile turnstile, Duration retryAfter) {
        this.handlers = Map.copyOf(handlers);
        this.turnstile = turnstile;
        this.retryAfter = retryAfter;
    }

    boolean serves(RequestKind kind) {
        return handlers.containsKey(kind);
    }

    /** The reply to a request, whatever becomes of it. */
    Reply answer(String institution, RequestKind kind, byte[] payload, Deadline deadline) {
        RequestHandler handler = handlers.get(kind);
        if (handler == null) {
            return Reply.not(Outcome.UNKNOWN_KIND, "this institution does not answer such requests");
        }
        try {
            return switch (turnstile.enter(deadline)) {
                case FULL -> Reply.busy(retryAfter);
                case LATE -> Reply.not(Outcome.DEADLINE, "the deadline passed before the work began");
                case ENTERED -> handle(handler, institution, kind, payload, deadline);
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reply.busy(retryAfter);
        }
    }

    private Reply handle(
            RequestHandler handler, String institution, RequestKind kind, byte[] payload, Deadline deadline) {
        try {
            byte[] reply = handler.handle(institution, payload, deadline);
            if (reply.length > kind.mostReplyBytes()) {
                throw new IllegalStateException("a reply of %d bytes to %s, which has at most %d"
                        .formatted(reply.length, kind, kind.mostReplyBytes()));
            }
            return Reply.answered(reply);
        } catch (RefusedRequestException e) {
            return Reply.not(Outcome.REFUSED, e.reason());
        } catch (RuntimeException e) {
            report(institution, kind, e);
            return Reply.not(Outcome.FAILED, "it failed there; its log says why");
        } finally {
            turnstile.leave();
        }
    }

    private void report(String institution, RequestKind kind, RuntimeException failure) {
        long unsaid = failures.admit();
        if (unsaid != LineLimit.SILENT) {
            LOG.error("{} of {} failed ({} failures before it not logged)", kind, institution, unsaid, failure);
        }
    }

    @Override
    public void close() {
        turnstile.close();
    }
}
