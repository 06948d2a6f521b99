package io.mistnet.node.ledger;

import static io.mistnet.node.window.WindowFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.network.LocalTransfers;
import io.mistnet.node.network.LocalTransfers.Treatment;
import io.mistnet.node.window.AccountName;
import io.mistnet.node.window.Batch;
import io.mistnet.node.window.Booking;
import io.mistnet.node.window.WindowFixture;
import io.mistnet.node.window.WindowStore;
import io.mistnet.protocols.propagation.Ledger;
import io.mistnet.protocols.propagation.Pairs;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerBuilderTest {

    private static final AccountName OWN_1 = new AccountName("OWN1", "AAAADEFF");
    private static final AccountName OWN_2 = new AccountName("OWN2", "AAAAFRPPXYZ");
    private static final AccountName AT_B = new AccountName("B1", "BBBBDEFF");
    private static final AccountName AT_C = new AccountName("C1", "CCCCDEFF");
    private static final AccountName OUTSIDE_1 = new AccountName("X1", "ZZZZUS33");
    private static final AccountName OUTSIDE_2 = new AccountName("X2", "YYYYUS33");

    @TempDir
    Path directory;

    private WindowStore store;

    @BeforeEach
    void open() {
        store = WindowStore.open(
                directory, WindowFixture.SHAPE, WindowFixture.ACTIVITY, WindowFixture.BANKS, () -> NOW);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void pairsStandWithTheirAccountsAndSums() {
        take(pay(OWN_1, AT_B, 5), pay(OWN_1, AT_B, 6), pay(AT_C, OWN_1, 7), pay(AT_B, OWN_2, 8));

        BankLedger ledger = build(Treatment.INCLUDE, Treatment.INCLUDE);
        assertThat(ledger.accounts()).containsExactly("OWN1", "OWN2");
        assertThat(outgoing(ledger)).isEqualTo(Map.of("OWN1>B1", 11L));
        assertThat(incoming(ledger)).isEqualTo(Map.of("OWN1<C1", 7L, "OWN2<B1", 8L));
        assertThat(ledger.ledger().bank()).isZero();
    }

    @Test
    void everyPartyStandsOnceWithItsBankAndTheDigestOfItsNumber() throws Exception {
        take(pay(OWN_1, AT_B, 5), pay(AT_B, OWN_1, 6), pay(OWN_1, AT_C, 7));

        Ledger ledger = build(Treatment.INCLUDE, Treatment.INCLUDE).ledger();
        assertThat(ledger.parties().own()).isEqualTo(1);
        assertThat(ledger.parties().bank()).containsExactly(0, 1, 2);
        ByteBuffer digest =
                ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest("B1".getBytes(StandardCharsets.UTF_8)));
        assertThat(ledger.parties().digests()[2]).isEqualTo(digest.getLong());
        assertThat(ledger.parties().digests()[3]).isEqualTo(digest.getLong());
    }

    @Test
    void moneyFromOutsideAddsToTheIncomeAndMoneyToOutsideIsLeftOut() {
        take(pay(OUTSIDE_1, OWN_1, 5), pay(OUTSIDE_2, OWN_1, 6), pay(OWN_1, OUTSIDE_1, 7), pay(OWN_2, AT_B, 1));

        BankLedger ledger = build(Treatment.INCLUDE, Treatment.INCLUDE);
        assertThat(ledger.ledger().outsideIncome()).containsExactly(11, 0);
        assertThat(ledger.ledger().parties().size()).isEqualTo(3);
        assertThat(outgoing(ledger)).isEqualTo(Map.of("OWN2>B1", 1L));
        assertThat(incoming(ledger)).isEmpty();
    }

    @Test
    void transfersInsideTheBankStandInBothListsOrInNone() {
        take(pay(OWN_1, OWN_2, 5), pay(OWN_1, OWN_1, 6), pay(OWN_1, AT_B, 7));

        BankLedger all = build(Treatment.INCLUDE, Treatment.INCLUDE);
        assertThat(outgoing(all)).isEqualTo(Map.of("OWN1>OWN2", 5L, "OWN1>OWN1", 6L, "OWN1>B1", 7L));
        assertThat(incoming(all)).isEqualTo(Map.of("OWN2<OWN1", 5L, "OWN1<OWN1", 6L));
        assertThat(outgoing(build(Treatment.EXCLUDE, Treatment.INCLUDE)))
                .isEqualTo(Map.of("OWN1>OWN2", 5L, "OWN1>B1", 7L));
        assertThat(outgoing(build(Treatment.INCLUDE, Treatment.EXCLUDE)))
                .isEqualTo(Map.of("OWN1>OWN1", 6L, "OWN1>B1", 7L));
        assertThat(incoming(build(Treatment.EXCLUDE, Treatment.EXCLUDE))).isEmpty();
    }

    @Test
    void initialRiskIsTheScorersForEachAccount() {
        take(pay(OWN_1, AT_B, 5), pay(OWN_1, AT_C, 5), pay(OWN_2, AT_B, 5));
        LedgerBuilder builder = new LedgerBuilder(
                (activity, observed) -> activity.receivers() / 4.0,
                new LocalTransfers(Treatment.INCLUDE, Treatment.INCLUDE));
        assertThat(builder.build(store.snapshot(NOW)).ledger().initialRisk()).containsExactly(0.5, 0.25);
    }

    @Test
    void accountsKeepTheirOrderFromEpochToEpoch() {
        take(pay(OWN_2, AT_B, 5));
        take(pay(OWN_1, AT_B, 5));
        assertThat(build(Treatment.INCLUDE, Treatment.INCLUDE).accounts()).containsExactly("OWN2", "OWN1");
        take(pay(OWN_1, AT_C, 5));
        assertThat(build(Treatment.INCLUDE, Treatment.INCLUDE).accounts()).containsExactly("OWN2", "OWN1");
    }

    @Test
    void anEmptyWindowGivesAnEmptyLedger() {
        BankLedger ledger = build(Treatment.INCLUDE, Treatment.INCLUDE);
        assertThat(ledger.accounts()).isEmpty();
        assertThat(ledger.ledger().outgoing().size()).isZero();
    }

    private BankLedger build(Treatment self, Treatment internal) {
        LedgerBuilder builder = new LedgerBuilder((activity, observed) -> 0, new LocalTransfers(self, internal));
        return new WindowLedgers(store, builder).at(NOW);
    }

    private void take(Booking... bookings) {
        store.commit(new Batch(List.of(bookings), List.of(), 0, 0, Map.of()));
    }

    private static Booking pay(AccountName debtor, AccountName creditor, long amount) {
        return new Booking(UUID.randomUUID(), debtor, creditor, amount, NOW.minusSeconds(5));
    }

    private static Map<String, Long> outgoing(BankLedger ledger) {
        return pairs(ledger, ledger.ledger().outgoing(), ">");
    }

    private static Map<String, Long> incoming(BankLedger ledger) {
        return pairs(ledger, ledger.ledger().incoming(), "<");
    }

    private static Map<String, Long> pairs(BankLedger ledger, Pairs pairs, String sign) {
        Map<String, Long> named = new HashMap<>();
        for (int i = 0; i < pairs.size(); i++) {
            String pair = ledger.accounts().get(pairs.account()[i]) + sign + name(ledger, pairs.counterparty()[i]);
            assertThat(named.put(pair, pairs.amount()[i])).as(pair).isNull();
        }
        return named;
    }

    private static String name(BankLedger ledger, int party) {
        if (party < ledger.accounts().size()) {
            return ledger.accounts().get(party);
        }
        return ledger.ledger().parties().bank()[party] == 1 ? "B1" : "C1";
    }
}
