package io.mistnet.node.peer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** What is counted of the links of one kind: {@code shares}, {@code control} or {@code lookup}. */
public final class LinkMeters {

    private final MeterRegistry registry;
    private final String kind;
    private final AtomicInteger up = new AtomicInteger();

    public LinkMeters(MeterRegistry registry, String kind) {
        this.registry = registry;
        this.kind = kind;
        Gauge.builder("mistnet.links.up", up, AtomicInteger::get)
                .description("Links that are open, their peers checked")
                .tag("link", kind)
                .register(registry);
        for (Refusal refusal : Refusal.values()) {
            refusals(refusal);
        }
    }

    public void refused(Refusal refusal) {
        refusals(refusal).increment();
    }

    /** A link to {@code peer} came up. */
    public void opened(Peer peer) {
        up.incrementAndGet();
        Counter.builder("mistnet.links.opened")
                .description("Links that came up; all but the first to a peer are reconnects")
                .tag("link", kind)
                .tag("peer", peer.institution())
                .register(registry)
                .increment();
    }

    public void closed() {
        up.decrementAndGet();
    }

    /** The counter of bytes sent to {@code peer}, headers included, TLS not. */
    public Counter sent(Peer peer) {
        return bytes(peer, "sent");
    }

    /** The counter of bytes received from {@code peer}, headers included, TLS not. */
    public Counter received(Peer peer) {
        return bytes(peer, "received");
    }

    private Counter bytes(Peer peer, String direction) {
        return Counter.builder("mistnet.links.transferred")
                .description("Bytes on links, headers included, TLS not")
                .baseUnit("bytes")
                .tag("link", kind)
                .tag("peer", peer.institution())
                .tag("direction", direction)
                .register(registry);
    }

    private Counter refusals(Refusal refusal) {
        return Counter.builder("mistnet.links.refused")
                .description("Peers turned away, by reason")
                .tag("link", kind)
                .tag("reason", refusal.tag())
                .register(registry);
    }
}
