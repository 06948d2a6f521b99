package io.mistnet.node.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.epoch.EpochEvent.Aborted;
import io.mistnet.node.epoch.EpochEvent.Completed;
import io.mistnet.node.trial.TrialNetwork;
import io.mistnet.node.trial.Trials;
import io.mistnet.protocols.propagation.Ledger;
import io.mistnet.protocols.propagation.PlainPropagation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Epochs between nodes that share nothing but TLS links over loopback. */
@Tag("slow")
class EpochsOverTlsTest {

    private static final int BANKS = 4;

    @TempDir
    Path folder;

    private final SampleEconomy economy = new SampleEconomy(BANKS, 40, 400, 11);
    private final Map<String, TlsNode> nodes = new HashMap<>();
    private TrialNetwork trial;

    @BeforeEach
    void startAll() throws Exception {
        trial = Trials.unhurried(Trials.ofBanks(BANKS));
        for (int bank = 1; bank <= BANKS; bank++) {
            start("bank-" + bank);
        }
    }

    @AfterEach
    void stopAll() {
        nodes.values().forEach(TlsNode::close);
    }

    @Test
    void everyBankOpensWhatThePlainComputationGives() {
        List<Ledger> ledgers = IntStream.range(0, BANKS)
                .mapToObj(bank -> economy.snapshot(bank).ledger())
                .toList();
        List<double[]> plain = PlainPropagation.run(ledgers, trial.network().policy());
        for (int bank = 0; bank < BANKS; bank++) {
            EpochResult result = result("bank-" + (bank + 1), 0);
            assertThat(result.values()).containsExactly(plain.get(bank));
        }
    }

    @Test
    void manyEpochsInARowUseTheSameLinks() {
        for (int bank = 1; bank <= BANKS; bank++) {
            String name = "bank-" + bank;
            Eventually.some(() -> nodes.get(name).results().stream()
                    .filter(result -> nodes.get(name).results().size() >= 5)
                    .findFirst());
        }
        assertThat(nodes.get("bank-2").events()).noneMatch(Aborted.class::isInstance);
    }

    @Test
    void aComputeNodeThatDiesAndComesBackIsTakenInAgain() throws Exception {
        long before = result("bank-4", 0).epoch();
        nodes.remove("bank-1").close();
        start("bank-1");
        assertThat(result("bank-4", before + 1).epoch()).isGreaterThan(before);
        Completed completed =
                Eventually.some(() -> new ArrayList<>(nodes.get("bank-2").events())
                        .stream()
                                .filter(Completed.class::isInstance)
                                .map(Completed.class::cast)
                                .filter(event -> event.id().epoch() > before)
                                .findFirst());
        assertThat(completed.counts().matchedPairs()).isPositive();
    }

    private EpochResult result(String bank, long from) {
        return Eventually.some(() -> nodes.get(bank).results().stream()
                .filter(result -> result.complete() && result.epoch() >= from)
                .findFirst());
    }

    private void start(String institution) throws Exception {
        int bank = trial.network().banks().indexOf(trial.network().institution(institution));
        nodes.put(
                institution,
                new TlsNode(trial, institution, folder.resolve(institution), (at, banks) -> economy.snapshot(bank)));
    }
}
