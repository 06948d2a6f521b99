package io.mistnet.node.oprf;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Counts of evaluations, at holders and at askers. Nothing of what was evaluated. */
final class OprfMeters {

    private final MeterRegistry registry;

    OprfMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** This holder evaluated a batch. */
    void evaluated(String institution, int elements, long nanoseconds) {
        Counter.builder("mistnet.oprf.evaluations")
                .description("Blinded elements that this holder evaluated, by who asked")
                .tag("institution", institution)
                .register(registry)
                .increment(elements);
        Timer.builder("mistnet.oprf.evaluation.time")
                .description("Time for one batch of evaluations under this holder's share, with its proof")
                .register(registry)
                .record(nanoseconds, TimeUnit.NANOSECONDS);
    }

    /** This holder refused a batch. */
    void refused(String reason) {
        Counter.builder("mistnet.oprf.refusals")
                .description("Batches that this holder did not evaluate, by reason")
                .tag("reason", reason)
                .register(registry)
                .increment();
    }

    /** This asker got no answer of use from a holder. */
    void failed(String holder, HolderFailedException.Kind kind) {
        Counter.builder("mistnet.oprf.holder.failures")
                .description("Requests to holders that another holder had to answer, by holder and what happened")
                .tag("holder", holder)
                .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
    }

    /** This asker has the outputs of a batch. */
    void finished(int inputs, long nanoseconds) {
        Counter.builder("mistnet.oprf.outputs")
                .description("Outputs that this asker computed with the holders")
                .register(registry)
                .increment(inputs);
        Timer.builder("mistnet.oprf.batch.time")
                .description("Time for one batch at the asker: blinding, the holders' answers, checking and unblinding")
                .register(registry)
                .record(nanoseconds, TimeUnit.NANOSECONDS);
    }
}
