package io.mistnet.node.trace;

import io.mistnet.node.request.RequestListener;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Spans of the lookup's requests: those to others belong to the lookup that sends them, those of others to a trace of their own.
 *
 * <p><b>Leakage.</b> Nothing crosses the wire: a trace that did would tell holders and host together which evaluation and which question belong to one lookup.
 */
final class RequestSpans implements RequestListener {

    private static final String ANSWERED = "answered";

    private final Tracer tracer;
    private final InstantSource clock;

    RequestSpans(Tracer tracer, InstantSource clock) {
        this.tracer = tracer;
        this.clock = clock;
    }

    @Override
    public void called(String peer, String kind, String outcome, Duration time) {
        end(tracer.spanBuilder(kind).setSpanKind(SpanKind.CLIENT).setAttribute("mistnet.peer", peer), outcome, time);
    }

    @Override
    public void served(String kind, String outcome, Duration time) {
        end(tracer.spanBuilder(kind).setNoParent().setSpanKind(SpanKind.SERVER), outcome, time);
    }

    private void end(SpanBuilder builder, String outcome, Duration time) {
        Instant now = clock.instant();
        Span span = builder.setStartTimestamp(now.minus(time))
                .setAttribute("mistnet.outcome", outcome)
                .startSpan();
        if (!outcome.equals(ANSWERED)) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end(now);
    }
}
