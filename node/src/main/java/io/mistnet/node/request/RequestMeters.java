package io.mistnet.node.request;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** What is counted of requests. Their bytes are counted with their links. */
final class RequestMeters {

    private final MeterRegistry registry;
    private final RequestListener listener;

    /** @param listener hears the same */
    RequestMeters(MeterRegistry registry, RequestListener listener) {
        this.registry = registry;
        this.listener = listener;
    }

    /** Shows how many requests wait. */
    void watchWaiting(Supplier<Number> waiting) {
        Gauge.builder("mistnet.requests.waiting", waiting)
                .description("Requests of others that wait for a place to be worked on")
                .register(registry);
    }

    /** A request of another institution ended, after so long from its header on. */
    void served(String kind, Outcome outcome, Duration time) {
        Timer.builder("mistnet.requests.served")
                .description("Requests of others, from the header to the end of the reply")
                .tag("kind", kind)
                .tag("outcome", outcome.tag())
                .register(registry)
                .record(time);
        listener.served(kind, outcome.tag(), time);
    }

    /** A request of this institution ended, after so long. */
    void called(String peer, RequestKind kind, Outcome outcome, Duration time) {
        Timer.builder("mistnet.requests.called")
                .description("Requests to others, from the call to its end")
                .tag("peer", peer)
                .tag("kind", tag(kind))
                .tag("outcome", outcome.tag())
                .register(registry)
                .record(time);
        listener.called(peer, tag(kind), outcome.tag(), time);
    }

    static String tag(RequestKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
