package io.mistnet.protocols.propagation;

import io.mistnet.protocols.propagation.Policy.Output;
import io.mistnet.protocols.propagation.Policy.Rule;
import java.util.Arrays;
import java.util.List;

/**
 * The plaintext twin: the same functionality over ledgers in the clear, in double precision. What secure runs are held against, and what pooling all data would give.
 *
 * <p>r_i(v) = (1 - delta_i) r_{i-1}(v) + delta_i sum_u r_{i-1}(u) amount(u, v) / income(v); with no income, r_i(v) = (1 - delta_i) r_{i-1}(v). With taint, an account becomes 1 where a sender of at least the
 * floor is 1. A pair that its sender's bank does not list counts in the income, with risk 0.
 *
 * @see <a href="https://eprint.iacr.org/2024/065">MPC4AML: risk propagation for anti-money laundering</a>
 */
public final class PlainPropagation {

    private final JointGraph graph;
    private final Policy policy;

    private PlainPropagation(JointGraph graph, Policy policy) {
        this.graph = graph;
        this.policy = policy;
    }

    /**
     * Runs it.
     *
     * @return for every ledger and own account what {@link DataParty#open} would give
     */
    public static List<double[]> run(List<Ledger> ledgers, Policy policy) {
        JointGraph graph = JointGraph.of(ledgers);
        PlainPropagation propagation = new PlainPropagation(graph, policy);
        double[] values = policy.rule() == Rule.TAINT ? propagation.taint() : propagation.weighted();
        return graph.split(propagation.output(values));
    }

    /** The risks or taints themselves, whatever the policy's output. */
    public static List<double[]> values(List<Ledger> ledgers, Policy policy) {
        Policy scores = new Policy(
                policy.rule(),
                policy.deltas(),
                policy.outside(),
                policy.threshold(),
                policy.floor(),
                new Output.Score(),
                policy.profile());
        return run(ledgers, scores);
    }

    private double[] weighted() {
        double[] income = graph.income(policy.outside().counted());
        double[] fromOutside = new double[income.length];
        double[] outsideIncome = graph.outsideIncome();
        for (int account = 0; account < income.length; account++) {
            fromOutside[account] = income[account] == 0 || !policy.outside().counted()
                    ? 0
                    : policy.outside().risk() * outsideIncome[account] / income[account];
        }
        double[] risk = graph.initialRisk();
        for (double delta : policy.deltas()) {
            double[] next = fromOutside.clone();
            for (int pair = 0; pair < graph.pairs(); pair++) {
                int receiver = graph.receiver(pair);
                next[receiver] += risk[graph.sender(pair)] * (graph.amount(pair) / income[receiver]);
            }
            for (int account = 0; account < next.length; account++) {
                next[account] = (1 - delta) * risk[account] + delta * next[account];
            }
            risk = next;
        }
        return risk;
    }

    private double[] taint() {
        double[] tainted = Arrays.stream(graph.initialRisk())
                .map(risk -> risk >= policy.threshold() ? 1 : 0)
                .toArray();
        for (int hop = 0; hop < policy.iterations(); hop++) {
            double[] next = tainted.clone();
            for (int pair = 0; pair < graph.pairs(); pair++) {
                if (graph.amount(pair) >= policy.floor() && tainted[graph.sender(pair)] == 1) {
                    next[graph.receiver(pair)] = 1;
                }
            }
            tainted = next;
        }
        return tainted;
    }

    private double[] output(double[] values) {
        if (policy.rule() == Rule.TAINT) {
            return values;
        }
        if (policy.output() instanceof Output.Band band) {
            return Arrays.stream(values)
                    .map(risk -> band.thresholds().stream()
                            .filter(threshold -> reaches(risk, threshold))
                            .count())
                    .toArray();
        }
        return policy.output() instanceof Output.Flag
                ? Arrays.stream(values)
                        .map(risk -> reaches(risk, policy.threshold()) ? 1 : 0)
                        .toArray()
                : values;
    }

    private static boolean reaches(double risk, double threshold) {
        return risk >= threshold - FixedPoint.GUARD_RISK;
    }
}
