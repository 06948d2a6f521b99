package io.mistnet.node.trace;

import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.Optional;
import java.util.function.Supplier;

/** Random ids, except for a span that is begun within {@link #as}. */
final class GivenIds implements IdGenerator {

    private final IdGenerator random = IdGenerator.random();
    private final ThreadLocal<Optional<AttemptTrace>> given = ThreadLocal.withInitial(Optional::empty);

    /** Begins a root span under the ids of an attempt. */
    <T> T as(AttemptTrace attempt, Supplier<T> begin) {
        given.set(Optional.of(attempt));
        try {
            return begin.get();
        } finally {
            given.remove();
        }
    }

    @Override
    public String generateTraceId() {
        return given.get().map(AttemptTrace::traceId).orElseGet(random::generateTraceId);
    }

    @Override
    public String generateSpanId() {
        return given.get().map(AttemptTrace::rootSpanId).orElseGet(random::generateSpanId);
    }
}
