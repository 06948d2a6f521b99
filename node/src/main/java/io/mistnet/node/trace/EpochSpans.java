package io.mistnet.node.trace;

import io.mistnet.node.epoch.EpochEvent;
import io.mistnet.node.epoch.EpochEvent.Aborted;
import io.mistnet.node.epoch.EpochEvent.BankLeftOut;
import io.mistnet.node.epoch.EpochEvent.Completed;
import io.mistnet.node.epoch.EpochEvent.Opened;
import io.mistnet.node.epoch.EpochEvent.Ran;
import io.mistnet.node.epoch.EpochEvent.Timed;
import io.mistnet.node.epoch.EpochListener;
import io.mistnet.node.network.Sha256;
import io.mistnet.protocols.propagation.EpochId;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Spans of attempts at epochs, made of what this node's roles tell of them. Those of all institutions have one trace, {@link AttemptTrace}.
 *
 * <p><b>Leakage.</b> To whoever reads the traces: numbers of epochs and attempts, how long phases took at this node, and names of institutions. No count of accounts, pairs or flags, and no reason in words.
 */
final class EpochSpans implements EpochListener {

    private final Tracer tracer;
    private final GivenIds ids;
    private final Sha256 network;
    private final InstantSource clock;
    private final Map<EpochId, Deque<Timed>> phases = new HashMap<>();

    EpochSpans(Tracer tracer, GivenIds ids, Sha256 network, InstantSource clock) {
        this.tracer = tracer;
        this.ids = ids;
        this.network = network;
        this.clock = clock;
    }

    @Override
    public synchronized void on(EpochEvent event) {
        Instant now = clock.instant();
        if (event instanceof Completed e) {
            SpanBuilder root = builder("epoch", e.id())
                    .setNoParent()
                    .setStartTimestamp(now.minus(e.duration()))
                    .setAttribute("mistnet.released", e.released());
            ids.as(AttemptTrace.of(network, e.id()), root::startSpan).end(now);
        } else if (event instanceof Timed e) {
            if (e.phase().equals("dealing")) {
                end(e.id(), e.phase(), e.duration(), now, UnaryOperator.identity());
            } else {
                phases.computeIfAbsent(e.id(), id -> new ArrayDeque<>()).push(e);
            }
        } else if (event instanceof Ran e) {
            ran(e.id(), now);
        } else if (event instanceof Opened e) {
            end(e.id(), "result opened", Duration.ZERO, now, UnaryOperator.identity());
        } else if (event instanceof BankLeftOut e) {
            end(e.id(), "bank left out", Duration.ZERO, now, span -> span.setAttribute("mistnet.bank", e.bank()));
        } else if (event instanceof Aborted e) {
            phases.remove(e.id());
            int slash = e.step().indexOf('/');
            String step = slash < 0 ? e.step() : e.step().substring(0, slash);
            end(
                    e.id(),
                    "aborted",
                    Duration.ZERO,
                    now,
                    span -> span.setStatus(StatusCode.ERROR)
                            .setAttribute("mistnet.role", e.role())
                            .setAttribute("mistnet.peer", e.peer())
                            .setAttribute("mistnet.step", step));
        }
    }

    /** The phases of a run were told in their order when it was over: the last one ended now. */
    private void ran(EpochId id, Instant now) {
        Deque<Timed> run = phases.remove(id);
        Instant end = now;
        while (run != null && !run.isEmpty()) {
            Timed phase = run.pop();
            end(id, phase.phase(), phase.duration(), end, UnaryOperator.identity());
            end = end.minus(phase.duration());
        }
    }

    private void end(EpochId id, String name, Duration took, Instant end, UnaryOperator<Span> more) {
        AttemptTrace trace = AttemptTrace.of(network, id);
        SpanContext root = SpanContext.createFromRemoteParent(
                trace.traceId(), trace.rootSpanId(), TraceFlags.getSampled(), TraceState.getDefault());
        Span span = builder(name, id)
                .setParent(Context.root().with(Span.wrap(root)))
                .setStartTimestamp(end.minus(took))
                .startSpan();
        more.apply(span).end(end);
    }

    private SpanBuilder builder(String name, EpochId id) {
        return tracer.spanBuilder(name)
                .setAttribute("mistnet.epoch", id.epoch())
                .setAttribute("mistnet.attempt", id.attempt());
    }
}
