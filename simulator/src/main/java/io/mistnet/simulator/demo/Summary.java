package io.mistnet.simulator.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What a demonstration came to.
 *
 * @param alone what the banks find each by itself
 * @param together what they found together, as their flags stood in Kafka at the end
 * @param pooled what pooling all data in the clear finds
 * @param disagreeing accounts that together and pooled do not flag alike
 * @param delays from transfer to flag
 * @param epochs how many epochs ended
 * @param bytesPerEpoch what all nodes sent to each other for propagation, on average
 * @param lookup what the lookups came to; empty for a network without
 */
public record Summary(
        Found alone,
        Found together,
        Found pooled,
        int disagreeing,
        Delays delays,
        long epochs,
        long bytesPerEpoch,
        Optional<LookupSummary> lookup) {

    /**
     * How many accounts were flagged.
     *
     * @param illicit of those that are illicit and were not given to their bank as such
     * @param falseAlarms of the others
     * @param all how many illicit accounts there are to be found
     */
    public record Found(int illicit, int falseAlarms, int all) {

        static Found of(Scenario scenario, IntPredicate flagged) {
            int illicit = 0;
            int falseAlarms = 0;
            int all = 0;
            for (int i = 0; i < scenario.accounts().size(); i++) {
                Scenario.Account account = scenario.accounts().get(i);
                boolean counts = account.illicit() && !account.given();
                all += counts ? 1 : 0;
                illicit += counts && flagged.test(i) ? 1 : 0;
                falseAlarms += !account.illicit() && flagged.test(i) ? 1 : 0;
            }
            return new Found(illicit, falseAlarms, all);
        }

        Map<String, Object> figures() {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("found", illicit);
            figures.put("missed", all - illicit);
            figures.put("false_alarms", falseAlarms);
            return figures;
        }

        String line(String who) {
            return "  %-38s %5d of %-5d illicit accounts, %5d false alarms".formatted(who, illicit, all, falseAlarms);
        }
    }

    static int disagreeing(boolean[] first, boolean[] second) {
        return (int) IntStream.range(0, first.length)
                .filter(i -> first[i] != second[i])
                .count();
    }

    /** For machines. */
    public Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("single_bank", alone.figures());
        figures.put("together", together.figures());
        figures.put("pooled", pooled.figures());
        figures.put("flags_differ", disagreeing);
        figures.put("flags_timed", delays.sorted().length);
        figures.put("latency_p50_s", delays.quantile(0.5));
        figures.put("latency_p99_s", delays.quantile(0.99));
        figures.put("epochs", epochs);
        figures.put("bytes_per_epoch", bytesPerEpoch);
        lookup.ifPresent(summary -> figures.put("lookup", summary.figures()));
        return figures;
    }

    /** For people. */
    public String text() {
        String propagation = String.join(
                System.lineSeparator(),
                "Flagged at the end:",
                alone.line("each bank alone"),
                together.line("together, in secret shares"),
                pooled.line("all data pooled in the clear (*)"),
                "  (*) computed by this demonstration to compare with; no node does it. Accounts that differ: "
                        + disagreeing,
                "From a transfer in Kafka to the flag in another bank's Kafka: p50 %.2f s, p99 %.2f s, over %d flags"
                        .formatted(delays.quantile(0.5), delays.quantile(0.99), delays.sorted().length),
                "%d epochs, %,d bytes between all nodes in each, on average".formatted(epochs, bytesPerEpoch));
        return lookup.map(summary -> propagation + System.lineSeparator() + summary.text())
                .orElse(propagation);
    }
}
