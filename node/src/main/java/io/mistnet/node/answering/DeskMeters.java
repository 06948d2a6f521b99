package io.mistnet.node.answering;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.mistnet.he.Stages;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What monitoring sees of the host's answers: how many, how fast, how many refused. Never what they were about. */
final class DeskMeters {

    private final MeterRegistry registry;

    DeskMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void watch(WaitingLine line, KeyRegistry<?> keys) {
        Gauge.builder("mistnet.lookup.waiting", line, WaitingLine::size)
                .description("Questions that wait for a scan")
                .register(registry);
        Gauge.builder("mistnet.lookup.key.sets", keys, KeyRegistry::size)
                .description("Sets of expansion keys in memory")
                .register(registry);
        Gauge.builder("mistnet.lookup.key.sets.most", keys, KeyRegistry::most)
                .description("Sets of expansion keys for which there is memory")
                .register(registry);
        FunctionCounter.builder("mistnet.lookup.key.sets.displaced", keys, KeyRegistry::displaced)
                .description("Sets of expansion keys that made room for others; their askers send them again")
                .register(registry);
    }

    void answered(int questions) {
        count("answered").increment(questions);
    }

    void refused(RefusedQuestionException refusal, int questions) {
        count(refusal.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .increment(questions);
    }

    private Counter count(String outcome) {
        return Counter.builder("mistnet.lookup.questions")
                .description("Questions of askers, those of batches included, by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }

    void scanned(Stages stages) {
        stage("unpack", stages.unpack());
        stage("expand", stages.expand());
        stage("scan", stages.scan());
        stage("second", stages.second());
        stage("pack", stages.pack());
    }

    private void stage(String stage, long nanos) {
        Timer.builder("mistnet.lookup.stage")
                .description("Time of the stages of an answer, of all questions that shared the scan together")
                .tag("stage", stage)
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
    }
}
