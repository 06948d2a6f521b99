package io.mistnet.simulator.benchmark;

import io.mistnet.protocols.propagation.Ledger;
import io.mistnet.protocols.propagation.PlainPropagation;
import io.mistnet.protocols.propagation.Policy;
import io.mistnet.simulator.network.EpochRun;
import io.mistnet.simulator.network.LocalNetwork;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Measures whole epochs over one random graph: the same ledgers, but fresh keys, links and randomness every time.
 *
 * <p>Epochs to warm up are run and not measured. Of the measured ones, that of the median wall time is reported as a whole, and the largest error of all.
 */
public final class PropagationBenchmark {

    private final RandomGraph random;
    private final Policy policy;
    private final LocalNetwork network;
    private final int warmUp;
    private final int repeat;

    /**
     * @param warmUp how many epochs are run first, at least 0
     * @param repeat how many epochs are measured, at least 1
     */
    public PropagationBenchmark(RandomGraph random, Policy policy, LocalNetwork network, int warmUp, int repeat) {
        if (warmUp < 0 || repeat < 1) {
            throw new IllegalArgumentException("warm-up %d, repeat %d".formatted(warmUp, repeat));
        }
        this.random = random;
        this.policy = policy;
        this.network = network;
        this.warmUp = warmUp;
        this.repeat = repeat;
    }

    /** @param progress is told in words what begins */
    public PropagationReport run(Consumer<String> progress) {
        progress.accept("making the graph");
        List<Ledger> ledgers = random.graph().ledgers(random.initialRisk());
        progress.accept("running the plaintext twin");
        long start = System.nanoTime();
        List<double[]> twin = PlainPropagation.run(ledgers, policy);
        double twinSeconds = (System.nanoTime() - start) / 1e9;
        List<EpochRun> measured = new ArrayList<>();
        double maxError = 0;
        for (int i = -warmUp; i < repeat; i++) {
            progress.accept(i < 0 ? "warming up, %d to go".formatted(-i) : "epoch %d of %d".formatted(i + 1, repeat));
            EpochRun epoch = network.run(ledgers, policy);
            maxError = Math.max(maxError, difference(epoch.results(), twin));
            if (i >= 0) {
                measured.add(epoch);
            }
        }
        measured.sort(Comparator.comparingDouble(epoch -> epoch.cost().wallSeconds()));
        return new PropagationReport(
                accounts(ledgers),
                pairs(ledgers),
                policy,
                measured.get((repeat - 1) / 2),
                measured.get(0).cost().wallSeconds(),
                repeat,
                warmUp,
                measured.stream()
                        .mapToDouble(epoch -> epoch.cost().iterationCpuSeconds())
                        .average()
                        .orElseThrow(),
                twinSeconds,
                maxError);
    }

    private static double difference(List<double[]> results, List<double[]> twin) {
        double most = 0;
        for (int bank = 0; bank < twin.size(); bank++) {
            for (int i = 0; i < twin.get(bank).length; i++) {
                most = Math.max(most, Math.abs(results.get(bank)[i] - twin.get(bank)[i]));
            }
        }
        return most;
    }

    private static int accounts(List<Ledger> ledgers) {
        return ledgers.stream().mapToInt(Ledger::accounts).sum();
    }

    private static int pairs(List<Ledger> ledgers) {
        return ledgers.stream().mapToInt(ledger -> ledger.incoming().size()).sum();
    }
}
