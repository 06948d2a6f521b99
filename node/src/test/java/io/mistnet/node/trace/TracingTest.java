package io.mistnet.node.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.mistnet.node.config.NodeConfig;
import io.mistnet.node.epoch.EpochEvent;
import io.mistnet.node.epoch.EpochListener;
import io.mistnet.node.epoch.EpochMessage.Counts;
import io.mistnet.node.network.Sha256;
import io.mistnet.node.request.RequestListener;
import io.mistnet.protocols.propagation.EpochId;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TracingTest {

    private static final Sha256 NETWORK = new Sha256("ab".repeat(32));
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private static final EpochId ATTEMPT = new EpochId(7, 1);
    private static final Set<String> ATTRIBUTES = Set.of(
            "mistnet.epoch",
            "mistnet.attempt",
            "mistnet.released",
            "mistnet.bank",
            "mistnet.role",
            "mistnet.peer",
            "mistnet.step",
            "mistnet.outcome");

    private final RecordedSpans spans = new RecordedSpans();

    @Test
    void spansOfAnAttemptAtSeveralInstitutionsAreOneTrace() {
        RecordedSpans coordinator = new RecordedSpans();
        RecordedSpans compute = new RecordedSpans();
        at(coordinator, "bank-2", epochs -> epochs.on(completed()));
        at(compute, "bank-1", epochs -> {
            epochs.on(new EpochEvent.Timed(ATTEMPT, "matching", Duration.ofSeconds(2)));
            epochs.on(new EpochEvent.Timed(ATTEMPT, "iteration 1", Duration.ofSeconds(3)));
            epochs.on(ran());
        });

        SpanData root = coordinator.named("epoch");
        assertThat(root.getParentSpanContext().isValid()).isFalse();
        assertThat(compute.all()).hasSize(2).allSatisfy(span -> {
            assertThat(span.getTraceId()).isEqualTo(root.getTraceId());
            assertThat(span.getParentSpanId()).isEqualTo(root.getSpanId());
        });
    }

    @Test
    void phasesFollowEachOtherAndEndWithTheRun() {
        at(spans, "bank-1", epochs -> {
            epochs.on(new EpochEvent.Timed(ATTEMPT, "matching", Duration.ofSeconds(2)));
            epochs.on(new EpochEvent.Timed(ATTEMPT, "iteration 1", Duration.ofSeconds(3)));
            epochs.on(ran());
        });

        assertThat(spans.named("iteration 1").getEndEpochNanos()).isEqualTo(nanos(NOW));
        assertThat(spans.named("iteration 1").getStartEpochNanos())
                .isEqualTo(nanos(NOW.minusSeconds(3)))
                .isEqualTo(spans.named("matching").getEndEpochNanos());
        assertThat(spans.named("matching").getStartEpochNanos()).isEqualTo(nanos(NOW.minusSeconds(5)));
    }

    @Test
    void anotherAttemptAndAnotherNetworkHaveOtherTraces() {
        assertThat(List.of(
                        AttemptTrace.of(NETWORK, ATTEMPT),
                        AttemptTrace.of(NETWORK, new EpochId(7, 2)),
                        AttemptTrace.of(NETWORK, new EpochId(8, 1)),
                        AttemptTrace.of(new Sha256("cd".repeat(32)), ATTEMPT)))
                .doesNotHaveDuplicates()
                .extracting(AttemptTrace::traceId)
                .doesNotHaveDuplicates();
    }

    @Test
    void spansSayNothingOfAccountsAmountsCountsOrReasons() {
        at(spans, "bank-1", epochs -> {
            epochs.on(completed());
            epochs.on(ran());
            epochs.on(new EpochEvent.Opened(ATTEMPT, 987_654));
            epochs.on(new EpochEvent.BankLeftOut(ATTEMPT, "bank-3", "lists DE89370400440532013000 twice"));
            epochs.on(new EpochEvent.Aborted(ATTEMPT, "compute", "bank-3", "matching/tags 987654", "saw 987654 rows"));
        });
        Tracing tracing = new Tracing(spans, "police", CLOCK);
        try (tracing) {
            RequestListener requests = tracing.requests();
            requests.called("fiu", "oprf_evaluate", "answered", Duration.ofMillis(3));
            requests.served("host_query", "busy", Duration.ofMillis(3));
        }

        assertThat(spans.all()).hasSizeGreaterThanOrEqualTo(6).allSatisfy(span -> {
            assertThat(span.getAttributes().asMap().keySet())
                    .extracting(AttributeKey::getKey)
                    .isSubsetOf(ATTRIBUTES);
            assertThat(span.toString()).doesNotContain("DE89", "987654", "rows", "twice");
        });
        assertThat(spans.named("aborted").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    }

    @Test
    void requestsBelongToTheLookupThatSendsThemAlsoFromItsWorkers() throws Exception {
        ExecutorService workers = Context.taskWrapping(Executors.newSingleThreadExecutor());
        try (Tracing tracing = new Tracing(spans, "police", CLOCK)) {
            RequestListener requests = tracing.requests();
            tracing.within("lookup", () -> {
                workers.submit(() -> requests.called("fiu", "oprf_evaluate", "answered", Duration.ofMillis(3)))
                        .get();
                requests.called("registry", "host_query", "answered", Duration.ofMillis(3));
                return true;
            });
        } finally {
            workers.shutdownNow();
        }

        SpanData lookup = spans.named("lookup");
        assertThat(List.of(spans.named("oprf_evaluate"), spans.named("host_query")))
                .allSatisfy(span -> assertThat(span.getParentSpanId()).isEqualTo(lookup.getSpanId()));
    }

    @Test
    void aRequestOfAnotherInstitutionIsATraceOfItsOwn() {
        try (Tracing tracing = new Tracing(spans, "registry", CLOCK)) {
            tracing.within("lookup", () -> {
                tracing.requests().served("host_query", "answered", Duration.ofMillis(3));
                return true;
            });
        }

        assertThat(spans.named("host_query").getTraceId())
                .isNotEqualTo(spans.named("lookup").getTraceId());
        assertThat(spans.named("host_query").getParentSpanContext().isValid()).isFalse();
    }

    @Test
    void aLookupThatFailsEndsItsSpanAsFailed() {
        try (Tracing tracing = new Tracing(spans, "police", CLOCK)) {
            assertThatThrownBy(() -> tracing.within("lookup", () -> {
                        throw new IOException("of +4930901820");
                    }))
                    .isInstanceOf(IOException.class);
        }

        assertThat(spans.named("lookup").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(spans.named("lookup").toString()).doesNotContain("+4930901820");
    }

    @Test
    void whereNothingIsConfiguredNothingIsStarted() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();

        assertThat(Tracing.open(new NodeConfig.Tracing(Optional.empty()), "bank-1", CLOCK))
                .isEmpty();

        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> !before.contains(thread))
                        .filter(thread -> thread.getName().contains("Span")))
                .isEmpty();
    }

    @Test
    void aCollectorGetsWhatIsLeftWhenTheNodeEnds() throws Exception {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            received.add(exchange.getRequestHeaders().getFirst("Content-Type")
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        try {
            String endpoint = "http://127.0.0.1:%d/v1/traces"
                    .formatted(collector.getAddress().getPort());
            try (Tracing tracing = Tracing.open(new NodeConfig.Tracing(Optional.of(endpoint)), "bank-1", CLOCK)
                    .orElseThrow()) {
                tracing.epochs(NETWORK).on(completed());
            }

            assertThat(received.poll(5, TimeUnit.SECONDS))
                    .startsWith("application/x-protobuf")
                    .contains("bank-1", "epoch", "mistnet.attempt");
        } finally {
            collector.stop(0);
        }
    }

    @Test
    void aCollectorThatIsAwayHoldsNothingUp() {
        Tracing tracing = Tracing.open(
                        new NodeConfig.Tracing(Optional.of("http://127.0.0.1:9/v1/traces")), "bank-1", CLOCK)
                .orElseThrow();
        long begin = System.nanoTime();
        try (tracing) {
            tracing.epochs(NETWORK).on(completed());
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
    }

    private interface Events {
        void on(EpochListener epochs);
    }

    private static void at(RecordedSpans spans, String institution, Events events) {
        try (Tracing tracing = new Tracing(spans, institution, CLOCK)) {
            events.on(tracing.epochs(NETWORK));
        }
    }

    private static EpochEvent completed() {
        return new EpochEvent.Completed(ATTEMPT, new Counts(987_654, 987_654), true, Duration.ofSeconds(9));
    }

    private static EpochEvent ran() {
        return new EpochEvent.Ran(ATTEMPT, new Counts(987_654, 987_654));
    }

    private static long nanos(Instant at) {
        return TimeUnit.SECONDS.toNanos(at.getEpochSecond());
    }
}
