package io.mistnet.simulator.intelligence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.connectors.selector.SelectorType;
import io.mistnet.simulator.economy.Economy;
import io.mistnet.simulator.economy.EconomyParameters;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SyntheticIntelligenceTest {

    private static final List<String> BANKS = List.of("bank-1", "bank-2", "bank-3");
    private static final List<String> AGENCIES = List.of("fiu", "police");
    private static final LocalDate LAST_DAY = LocalDate.of(2026, 1, 1);
    private static final int RECORDS = 20_000;

    private static final List<String> MULES = mules();
    private static final SyntheticIntelligence INTELLIGENCE = intelligence(1);

    @Test
    void equalParametersGiveEqualRecordsAndAnotherSeedGivesOthers() {
        assertThat(intelligence(1).records()).isEqualTo(INTELLIGENCE.records()).hasSize(RECORDS);
        assertThat(intelligence(2).records()).isNotEqualTo(INTELLIGENCE.records());
    }

    @Test
    void everySelectorIsValidAndInItsCanonicalForm() {
        assertThat(INTELLIGENCE.records()).allSatisfy(record -> new Selector(record.type(), record.selector()));
        assertThat(INTELLIGENCE.records())
                .extracting(SyntheticRecord::type)
                .containsAll(EnumSet.complementOf(EnumSet.of(SelectorType.NAME_DOB)));
    }

    @Test
    void aSelectorHasOneToThreeRecordsEachOfAnotherContributor() {
        Map<String, List<SyntheticRecord>> bySelector =
                INTELLIGENCE.records().stream().collect(Collectors.groupingBy(SyntheticRecord::selector));

        assertThat(bySelector.values())
                .allSatisfy(records -> assertThat(records)
                        .extracting(SyntheticRecord::contributor)
                        .hasSizeBetween(1, 3)
                        .doesNotHaveDuplicates());
        assertThat(bySelector.values()).extracting(List::size).contains(1, 2, 3);
    }

    @Test
    void everyContributorHasItsShareOfRecordsUpToTheLastDay() {
        Map<String, Long> byContributor = INTELLIGENCE.records().stream()
                .collect(Collectors.groupingBy(SyntheticRecord::contributor, Collectors.counting()));

        assertThat(byContributor).containsOnlyKeys("bank-1", "bank-2", "bank-3", "fiu", "police");
        assertThat(byContributor.values()).allMatch(count -> count > RECORDS / 10);
        assertThat(INTELLIGENCE.records()).allMatch(record -> !record.date().isAfter(LAST_DAY));
    }

    @Test
    void twoBanksReportTheFirstNumberAndTheMuleAccountsComeNext() {
        List<SyntheticRecord> ofPhone = INTELLIGENCE.records().stream()
                .filter(record -> record.selector().equals(INTELLIGENCE.phoneOfTwoBanks()))
                .toList();
        assertThat(ofPhone).extracting(SyntheticRecord::contributor).containsExactly("bank-1", "bank-2");

        List<String> next = INTELLIGENCE.records().stream()
                .skip(2)
                .map(SyntheticRecord::selector)
                .distinct()
                .limit(MULES.size())
                .toList();
        assertThat(next).isEqualTo(MULES);
    }

    @Test
    void nobodyHasReportedAnUnknownSelectorAndItIsValid() {
        Set<String> known = INTELLIGENCE.records().stream()
                .map(SyntheticRecord::selector)
                .collect(Collectors.toCollection(HashSet::new));
        for (SelectorType type : EnumSet.complementOf(EnumSet.of(SelectorType.NAME_DOB))) {
            List<String> unknown = IntStream.range(0, 500)
                    .mapToObj(number -> INTELLIGENCE.unknown(type, number))
                    .toList();
            assertThat(unknown).doesNotHaveDuplicates().doesNotContainAnyElementsOf(known);
            assertThat(unknown).allSatisfy(selector -> new Selector(type, selector));
        }
    }

    @Test
    void selectorsOfAMillionRecordsAreStillDifferentAndValid() {
        SelectorSeries series = new SelectorSeries();
        for (SelectorType type : EnumSet.complementOf(EnumSet.of(SelectorType.NAME_DOB))) {
            Function<Integer, String> selector = number -> series.selector(type, number);
            Set<String> all =
                    IntStream.range(0, 500_000).boxed().map(selector).collect(Collectors.toCollection(HashSet::new));
            assertThat(all).as(type.id()).hasSize(500_000);
            IntStream.range(499_000, 500_000).boxed().map(selector).forEach(text -> new Selector(type, text));
        }
    }

    @Test
    void tooFewRecordsOrBanksAreRefusedWithTheReason() {
        assertThatThrownBy(() -> new IntelligenceParameters(1, 999, BANKS, AGENCIES, MULES, LAST_DAY))
                .hasMessage("1000 to 1000000 records, not 999");
        assertThatThrownBy(() -> new IntelligenceParameters(1, 1000, List.of("bank-1"), AGENCIES, MULES, LAST_DAY))
                .hasMessage("at least two banks contribute, not 1");
    }

    private static SyntheticIntelligence intelligence(long seed) {
        return new SyntheticIntelligence(new IntelligenceParameters(seed, RECORDS, BANKS, AGENCIES, MULES, LAST_DAY));
    }

    private static List<String> mules() {
        EconomyParameters defaults = EconomyParameters.defaults();
        Economy economy = new Economy(new EconomyParameters(1, 3, 2_000, 7, 2_000, 0.02, defaults.start()));
        return IntStream.range(0, economy.accounts())
                .filter(economy::illicit)
                .mapToObj(economy::iban)
                .toList();
    }
}
