package io.mistnet.simulator.demo;

import io.mistnet.connectors.selector.SelectorType;
import io.mistnet.simulator.intelligence.IntelligenceParameters;
import io.mistnet.simulator.intelligence.SyntheticIntelligence;
import io.mistnet.simulator.intelligence.SyntheticRecord;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Phone numbers of which the contributors of a network have reported some. */
public final class ReportedPhones {

    private static final LocalDate LAST_DAY = LocalDate.of(2025, 12, 31);

    private final SyntheticIntelligence intelligence;
    private final List<String> reported;

    private ReportedPhones(SyntheticIntelligence intelligence, List<String> reported) {
        this.intelligence = intelligence;
        this.reported = reported;
    }

    /**
     * Every contributor contributes a few records, the whole way, through its own node.
     *
     * @param out is told where somebody had no answer in time
     */
    public static ReportedPhones load(DemoNetwork network, long seed, Consumer<String> out)
            throws IOException, InterruptedException {
        LookupSites sites = network.lookup();
        SyntheticIntelligence intelligence = new SyntheticIntelligence(new IntelligenceParameters(
                seed,
                IntelligenceParameters.FEWEST_RECORDS,
                sites.banks().stream().map(Site::id).toList(),
                sites.agencies().stream().map(Site::id).toList(),
                List.of(),
                LAST_DAY));
        try (IntelligenceLoad load =
                new IntelligenceLoad(sites.contributors(), intelligence.records(), new OnceMore(out))) {
            load.loadFirst();
            Set<String> later = load.rest().map(SyntheticRecord::selector).collect(Collectors.toSet());
            Set<String> phones = new HashSet<>();
            for (SyntheticRecord record : intelligence.records()) {
                if (record.type() == SelectorType.PHONE && !later.contains(record.selector())) {
                    phones.add(record.selector());
                }
            }
            return new ReportedPhones(intelligence, phones.stream().sorted().toList());
        }
    }

    /** Those of which there are records. */
    public List<String> reported() {
        return reported;
    }

    /** One of which there is none. */
    public String unknown(int number) {
        return intelligence.unknown(SelectorType.PHONE, number);
    }
}
