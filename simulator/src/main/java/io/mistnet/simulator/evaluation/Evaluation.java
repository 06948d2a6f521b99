package io.mistnet.simulator.evaluation;

import io.mistnet.protocols.propagation.FixedPoint;
import io.mistnet.protocols.propagation.Ledger;
import io.mistnet.protocols.propagation.PlainPropagation;
import io.mistnet.protocols.propagation.Policy;
import io.mistnet.simulator.graph.LoneBank;
import io.mistnet.simulator.network.EpochRun;
import io.mistnet.simulator.network.LocalNetwork;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Propagates risk over a data set in three arms, and compares them. */
public final class Evaluation {

    private final Policy policy;
    private final LocalNetwork network;

    public Evaluation(Policy policy, LocalNetwork network) {
        this.policy = policy;
        this.network = network;
    }

    /**
     * Runs all three arms.
     *
     * @throws IllegalArgumentException where the policy's bands do not tell which accounts reach the threshold, and there are labels to compare with
     */
    public EvaluationReport run(PooledData data, Suspicion suspicion) {
        double line = flaggedFrom();
        List<Ledger> ledgers = data.graph().ledgers(suspicion.initialRisk());
        EpochRun epoch = network.run(ledgers, policy);
        Map<Arm, double[]> results = new EnumMap<>(Arm.class);
        results.put(Arm.PRIVATE, data.graph().joined(epoch.results()));
        results.put(Arm.POOLED, data.graph().joined(PlainPropagation.run(ledgers, policy)));
        results.put(
                Arm.SINGLE_BANK,
                data.graph().joined(ledgers.stream().map(this::alone).toList()));
        Map<Arm, Detection> detections = new EnumMap<>(Arm.class);
        boolean[] illicit = data.illicit();
        if (illicit != null) {
            results.forEach(
                    (arm, result) -> detections.put(arm, Detection.of(result, line, illicit, suspicion.counted())));
        }
        return new EvaluationReport(data, suspicion, policy, results, detections, epoch, line);
    }

    private double[] alone(Ledger ledger) {
        return PlainPropagation.run(List.of(LoneBank.of(ledger)), policy).get(0);
    }

    /** The result from which on an account is flagged. */
    private double flaggedFrom() {
        if (policy.rule() == Policy.Rule.TAINT || policy.output() instanceof Policy.Output.Flag) {
            return 1;
        }
        if (policy.output() instanceof Policy.Output.Band band) {
            int at = band.thresholds().indexOf(policy.threshold());
            if (at < 0) {
                throw new IllegalArgumentException("the threshold %s must be one of the bands' %s"
                        .formatted(policy.threshold(), band.thresholds()));
            }
            return at + 1;
        }
        return policy.threshold() - FixedPoint.GUARD_RISK;
    }
}
