package io.mistnet.node.trace;

import io.mistnet.node.config.NodeConfig;
import io.mistnet.node.epoch.EpochListener;
import io.mistnet.node.network.Sha256;
import io.mistnet.node.request.RequestListener;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Sends spans to the institution's own collector, by OTLP over HTTP. Whether anything is traced is this node's decision alone: nothing that a peer sends switches it on or off, and nothing of it is sent to a peer.
 */
public final class Tracing implements AutoCloseable {

    private static final Duration DELAY = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int QUEUE = 4096;

    private final GivenIds ids = new GivenIds();
    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final InstantSource clock;

    Tracing(SpanExporter exporter, String institution, InstantSource clock) {
        this.clock = clock;
        this.provider = SdkTracerProvider.builder()
                .setIdGenerator(ids)
                .setSampler(Sampler.alwaysOn())
                .setResource(Resource.create(Attributes.of(
                        AttributeKey.stringKey("service.name"),
                        "mistnet",
                        AttributeKey.stringKey("service.instance.id"),
                        institution)))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                        .setScheduleDelay(DELAY)
                        .setExporterTimeout(PATIENCE)
                        .setMaxQueueSize(QUEUE)
                        .build())
                .build();
        this.tracer = provider.get("io.mistnet.node");
    }

    /** What the configuration asks for; empty where it asks for nothing, which starts nothing. */
    public static Optional<Tracing> open(NodeConfig.Tracing config, String institution, InstantSource clock) {
        return config.endpoint()
                .map(endpoint -> new Tracing(
                        OtlpHttpSpanExporter.builder()
                                .setEndpoint(endpoint)
                                .setTimeout(PATIENCE)
                                .build(),
                        institution,
                        clock));
    }

    /** Traces attempts at epochs of the network whose file has this hash. */
    public EpochListener epochs(Sha256 network) {
        return new EpochSpans(tracer, ids, network, clock);
    }

    /** Traces requests of the lookup. */
    public RequestListener requests() {
        return new RequestSpans(tracer, clock);
    }

    /** A piece of work that may fail. */
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /** Does the work within a span of this name; requests sent meanwhile, by threads that carry the context, belong to it. */
    public <T, E extends Exception> T within(String name, Work<T, E> work) throws E {
        Span span = tracer.spanBuilder(name).setNoParent().startSpan();
        boolean done = false;
        try (Scope scope = span.makeCurrent()) {
            T result = work.run();
            done = true;
            return result;
        } finally {
            span.setStatus(done ? StatusCode.OK : StatusCode.ERROR);
            span.end();
        }
    }

    /** Sends what is left, for some seconds at most. */
    @Override
    public void close() {
        provider.shutdown().join(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
