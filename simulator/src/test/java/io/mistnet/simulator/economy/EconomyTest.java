package io.mistnet.simulator.economy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.iban4j.BicUtil;
import org.iban4j.IbanUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EconomyTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static Economy economy(int banks, double illicitShare) {
        return new Economy(new EconomyParameters(7, banks, 5_000, 30, 60_000, illicitShare, START));
    }

    private static List<EconomyTransfer> transfers(Economy economy) {
        List<EconomyTransfer> transfers = new ArrayList<>();
        economy.transfers(transfers::add);
        return transfers;
    }

    @Test
    void everyAccountHasAValidIbanOfItsOwn() {
        Economy economy = economy(12, 0.01);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < economy.accounts(); i++) {
            String iban = economy.iban(i);
            assertThatCode(() -> IbanUtil.validate(iban)).as(iban).doesNotThrowAnyException();
            assertThat(seen.add(iban)).isTrue();
        }
    }

    @Test
    void everyBankHasAValidTestBicOfItsOwnInTheCountryOfItsAccounts() {
        Economy economy = economy(50, 0.01);
        Set<String> seen = new HashSet<>();
        for (int b = 0; b <= 50; b++) {
            String bic = economy.bic(b);
            assertThatCode(() -> BicUtil.validate(bic)).doesNotThrowAnyException();
            assertThat(bic).hasSize(8).endsWith("0");
            assertThat(seen.add(bic)).isTrue();
        }
        for (int i = 0; i < economy.accounts(); i++) {
            assertThat(economy.bic(economy.bank(i)).substring(4, 6))
                    .isEqualTo(economy.iban(i).substring(0, 2));
        }
    }

    @Test
    void transfersComeInTheOrderOfTimeAndInTheWantedNumber() {
        List<EconomyTransfer> transfers = transfers(economy(5, 0.01));
        assertThat(transfers).hasSize(60_000);
        long last = 0;
        for (EconomyTransfer t : transfers) {
            assertThat(t.second()).isBetween(last, 30 * 86_400L - 1);
            assertThat(t.amount()).isPositive();
            assertThat(t.debtor()).isNotEqualTo(t.creditor());
            last = t.second();
        }
    }

    @Test
    void marketSharesAreUnevenAndNoBankIsEmpty() {
        Economy economy = economy(5, 0.01);
        int[] size = new int[5];
        for (int i = 0; i < economy.accounts(); i++) {
            size[economy.bank(i)]++;
        }
        assertThat(size[0]).isGreaterThan(2 * size[4]);
        assertThat(size).doesNotContain(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void everyPatternOccursAndEveryHopBetweenMulesCrossesBanks(int banks) {
        Economy economy = economy(banks, 0.1);
        Set<Pattern> seen = EnumSet.noneOf(Pattern.class);
        for (Scheme scheme : economy.schemes()) {
            seen.add(scheme.pattern());
            List<EconomyTransfer> hops = scheme.transfers().stream()
                    .filter(t -> scheme.mules().contains(t.debtor()))
                    .filter(t -> scheme.mules().contains(t.creditor()))
                    .toList();
            assertThat(hops)
                    .isNotEmpty()
                    .allSatisfy(t -> assertThat(economy.bank(t.debtor())).isNotEqualTo(economy.bank(t.creditor())));
        }
        assertThat(seen).containsExactlyInAnyOrder(Pattern.values());
    }

    @Test
    void aMuleSendsOnWhatItReceivedButForALittle() {
        for (Scheme scheme : economy(5, 0.1).schemes()) {
            Map<Integer, Long> received = new HashMap<>();
            Map<Integer, Long> sent = new HashMap<>();
            for (EconomyTransfer t : scheme.transfers()) {
                received.merge(t.creditor(), t.amount(), Long::sum);
                sent.merge(t.debtor(), t.amount(), Long::sum);
            }
            for (int mule : scheme.mules()) {
                double share = (double) sent.getOrDefault(mule, 0L) / received.getOrDefault(mule, 1L);
                // a cycle's first mule sends on the same money twice
                assertThat(share).as("%s", scheme.pattern()).isBetween(0.94, 0.991);
            }
        }
    }

    @Test
    void noMuleSendsMoneyBeforeItHasReceivedIt() {
        for (Scheme scheme : economy(5, 0.1).schemes()) {
            Map<Integer, Long> balance = new HashMap<>();
            for (EconomyTransfer t : scheme.transfers()) {
                balance.merge(t.creditor(), t.amount(), Long::sum);
                if (scheme.mules().contains(t.debtor())) {
                    assertThat(balance.merge(t.debtor(), -t.amount(), Long::sum))
                            .isNotNegative();
                }
            }
        }
    }

    @Test
    void accountsAndTransfersAreLabelledAlike() {
        Economy economy = economy(5, 0.05);
        Set<Integer> mules = new HashSet<>();
        economy.schemes().forEach(s -> assertThat(mules).doesNotContainAnyElementsOf(s.mules()));
        economy.schemes().forEach(s -> mules.addAll(s.mules()));
        Map<Integer, Integer> illicitTransfers = new HashMap<>();
        for (EconomyTransfer t : transfers(economy)) {
            if (t.illicit()) {
                illicitTransfers.merge(t.scheme(), 1, Integer::sum);
                assertThat(economy.illicit(t.debtor()) || economy.illicit(t.creditor()))
                        .isTrue();
            }
        }
        for (Scheme scheme : economy.schemes()) {
            assertThat(illicitTransfers.get(scheme.number()))
                    .isEqualTo(scheme.transfers().size());
        }
        for (int i = 0; i < economy.accounts(); i++) {
            assertThat(economy.illicit(i)).isEqualTo(mules.contains(i));
        }
        assertThat(mules.size()).isBetween(247, 250);
    }

    @Test
    void honestMoneyPassesThroughAccountsWithinTheHourToo() {
        Economy economy = economy(5, 0.01);
        OwnView view = economy.ownView();
        economy.transfers(view);
        assertThat(IntStream.range(0, economy.accounts())
                        .filter(i -> !economy.illicit(i) && view.initialRisk(i) == 0.35)
                        .count())
                .isGreaterThan(20);
    }

    @Test
    void theBanksAloneKnowSomeMulesAndSuspectSomeHonestAccounts() {
        Economy economy = economy(5, 0.05);
        OwnView view = economy.ownView();
        economy.transfers(view);
        int known = 0;
        int wronglySuspected = 0;
        for (int i = 0; i < economy.accounts(); i++) {
            assertThat(view.initialRisk(i)).isBetween(0.0, 1.0);
            if (view.initialRisk(i) >= 0.5) {
                known += economy.illicit(i) ? 1 : 0;
                wronglySuspected += economy.illicit(i) ? 0 : 1;
            }
        }
        assertThat(known).isBetween(10, 125);
        assertThat(wronglySuspected).isPositive();
    }

    @Test
    void theMostPopularShopTakesFarMoreThanTheMedianShop() {
        Economy economy = economy(5, 0.01);
        int[] receipts = new int[100];
        economy.transfers(t -> {
            if (t.creditor() < receipts.length) {
                receipts[t.creditor()]++;
            }
        });
        Arrays.sort(receipts);
        assertThat(receipts[99]).isGreaterThan(20 * receipts[50]);
    }

    @Test
    void tooManyMulesForTheAccountsAreRefused() {
        assertThatThrownBy(() -> new EconomyParameters(1, 5, 5_000, 30, 60_000, 0.3, START))
                .hasMessageContaining("illicit share");
        assertThatThrownBy(() -> new EconomyParameters(1, 1, 5_000, 30, 60_000, 0.1, START))
                .hasMessageContaining("banks must be 2 to 50, not 1");
    }
}
