package io.mistnet.node.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.config.Problem;
import io.mistnet.node.identity.SupervisorKey;
import io.mistnet.node.network.LookupTerms.Quotas;
import io.mistnet.node.trial.TrialNetwork;
import io.mistnet.node.trial.Trials;
import io.mistnet.protocols.retrieval.LookupPlanner;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LookupSectionTest {

    private static TrialNetwork trial;
    private static String file;

    @BeforeAll
    static void aTrialNetworkWithTheLookup() throws Exception {
        trial = Trials.withLookup(3);
        file = trial.networkFile();
    }

    @Test
    void theTrialNetworkIsReadBackWithoutAWarning() {
        NetworkFile read = read(file);
        assertThat(read.problems()).isEmpty();
        LookupTerms terms = read.network().orElseThrow().lookup().orElseThrow();
        assertThat(terms.parameters()).isEqualTo(LookupPlanner.plan(1000, 32, 4));
        assertThat(terms.threshold()).isEqualTo(2);
        assertThat(terms.keyEpoch()).isEqualTo(1);
        assertThat(terms.quotas()).isEqualTo(new Quotas(20_000, 20_000, 1_000));
    }

    @Test
    void theHoldersStandInTheFilesOrderAndTheHostIsKnown() {
        Network network = trial.network();
        assertThat(network.oprfHolders()).extracting(Institution::id).containsExactly("bank-2", "bank-3", "fiu");
        assertThat(network.host()).hasValueSatisfying(host -> {
            assertThat(host.id()).isEqualTo("registry");
            assertThat(host.lookup()).isPresent();
        });
        assertThat(network.institution("fiu").supervisor())
                .contains(trial.supervisors().get("fiu").publicKey());
    }

    @Test
    void aNetworkWithoutTheSectionHasNoLookup() throws Exception {
        Network network = Trials.ofBanks(3).network();
        assertThat(network.lookup()).isEmpty();
        assertThat(network.oprfHolders()).isEmpty();
        assertThat(network.host()).isEmpty();
    }

    @Test
    void rolesWithoutTheSectionAreOnlyWarnedOf() {
        int start = file.indexOf("\nlookup {");
        String without = file.substring(0, start) + file.substring(file.indexOf("\n}\n", start) + 3);
        NetworkFile read = read(without);
        assertThat(read.network()).isPresent();
        assertThat(read.problems())
                .extracting(Problem::toString)
                .anyMatch(text -> text.contains("(registry): the role host does nothing"))
                .anyMatch(text -> text.contains("(fiu): the role oprf does nothing"));
    }

    @Test
    void tooFewHoldersForTheThresholdAreRefused() {
        assertProblem(
                file.replace("threshold = 2\n", "threshold = 3\n"),
                "lookup.threshold",
                "at least 5 institutions with the role oprf, not 3 [bank-2, bank-3, fiu]");
        assertProblem(file.replace("[oprf, agency]", "[agency]"), "lookup.threshold", "at least 3 institutions");
        assertProblem(file.replace("threshold = 2\n", "threshold = 1\n"), "lookup.threshold", "from 2 to");
    }

    @Test
    void notExactlyOneHostIsRefused() {
        assertProblem(file.replace("roles = [host]", "roles = [agency]"), "institutions", "role host, not none");
        assertProblem(
                file.replace("roles = [agency]", "roles = [host, agency]"),
                "institutions",
                "exactly one institution with the role host, not [police, registry]");
    }

    @Test
    void aHostThatHoldsAShareIsWarnedOf() {
        NetworkFile read = read(file.replace("roles = [host]", "roles = [oprf, host]"));
        assertThat(read.network()).isPresent();
        assertThat(read.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.isError()).isFalse();
            assertThat(problem.where()).endsWith("(registry)");
            assertThat(problem.what()).contains("with 1 more of the holders");
        });
    }

    @Test
    void aHostThatAsksTooIsWarnedOf() {
        NetworkFile read = read(file.replace("roles = [host]", "roles = [host, agency]"));
        assertThat(read.network()).isPresent();
        assertThat(read.problems())
                .noneMatch(Problem::isError)
                .extracting(Problem::toString)
                .anyMatch(text -> text.contains("(registry): hosts the records and asks or contributes itself"));
    }

    @Test
    void aHolderOrHostWithoutAnAddressIsRefused() {
        String address =
                trial.network().institution("fiu").lookup().orElseThrow().toString();
        assertProblem(
                file.replace("    lookup = \"%s\"\n".formatted(address), ""), "(fiu)", "needs the address lookup");
        assertProblem(file.replace(address, "nowhere"), "lookup", "host:port");
    }

    @Test
    void anAddressThatIsUsedTwiceIsRefused() {
        String fiu = trial.network().institution("fiu").lookup().orElseThrow().toString();
        String registry =
                trial.network().institution("registry").lookup().orElseThrow().toString();
        assertProblem(file.replace(fiu, registry), "institutions[6] and institutions[8]", "the same address");
    }

    @Test
    void aSupervisorWhoSignsWithAKeyThatIsUsedElsewhereIsRefused() {
        SupervisorKey fiu = trial.supervisors().get("fiu");
        SupervisorKey police = trial.supervisors().get("police");
        String own = trial.network().institution("fiu").keys().signing().base64();
        assertProblem(
                file.replace(police.publicKey().base64(), fiu.publicKey().base64()),
                "institutions[6] and institutions[7]",
                "the same signing-key or supervisor-key");
        assertProblem(
                file.replace(fiu.publicKey().base64(), own),
                "institutions[6] and institutions[6]",
                "the same signing-key or supervisor-key");
    }

    @Test
    void anAgencyWithoutASupervisorIsWarnedOf() {
        String key = trial.supervisors().get("police").publicKey().base64();
        NetworkFile read = read(file.replace("    supervisor-key = \"%s\"\n".formatted(key), ""));
        assertThat(read.problems())
                .singleElement()
                .extracting(Problem::toString)
                .asString()
                .contains("(police)", "may exceed 1000 evaluations");
    }

    @Test
    void numbersOutOfRangeAreRefusedByName() {
        assertProblem(file.replace("label-bytes = 32", "label-bytes = 15"), "lookup.label-bytes", "from 16 to 256");
        assertProblem(file.replace("label-bytes = 32", "label-bytes = 257"), "lookup.label-bytes", "from 16 to 256");
        assertProblem(file.replace("occurrences = 4", "occurrences = 9"), "lookup.occurrences", "from 1 to 8");
        assertProblem(
                file.replace("records-per-institution = 1000", "records-per-institution = 0"),
                "lookup.quotas.records-per-institution",
                "from 1 to 100000000");
        assertProblem(file.replace("key-epochs = [1]", "key-epochs = []"), "lookup.key-epochs", "at least one");
        assertProblem(file.replace("key-epochs = [1]", "key-epochs = [2, 2]"), "lookup.key-epochs", "only once");
        assertProblem(file.replace("key-epochs = [1]", "key-epochs = [0]"), "lookup.key-epochs", "from 1");
        assertProblem(
                file.replace("records = 1000\n", "records = 90000000\n"), "lookup.parameters", "90000000 records in");
    }

    @Test
    void moreQueriesAnHourThanTheHostCountsAreRefused() {
        assertThat(read(file.replace("queries-per-hour = 20000", "queries-per-hour = 1000000"))
                        .problems())
                .isEmpty();
        assertProblem(
                file.replace("queries-per-hour = 20000", "queries-per-hour = 1000001"),
                "lookup.quotas.queries-per-hour",
                "from 1 to 1000000");
    }

    /** In the trial network's small table a batch of 1,024 selectors asks 1,024 times. */
    @Test
    void anHourThatDoesNotCoverALargeBatchIsWarnedOf() {
        assertThat(read(file.replace("queries-per-hour = 20000", "queries-per-hour = 1024"))
                        .problems())
                .isEmpty();
        NetworkFile read = read(file.replace("queries-per-hour = 20000", "queries-per-hour = 1023"));
        assertThat(read.network()).isPresent();
        assertThat(read.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.isError()).isFalse();
            assertThat(problem.where()).endsWith("lookup.quotas.queries-per-hour");
            assertThat(problem.what()).startsWith("1023 do not cover one batch of 1024 selectors, which takes 1024:");
        });
    }

    @Test
    void parametersThatAreNotThePinnedOnesOrDoNotGoTogetherAreRefused() {
        assertProblem(
                file.replace("data-prime = 281474976694273", "data-prime = 281474976694275"),
                "lookup.parameters.data-prime",
                "expected 281474976694273");
        assertProblem(file.replace("c1-extra = 10", "c1-extra = 9"), "lookup.parameters.c1-extra", "expected 10");
        assertProblem(file.replace("blocks = ", "blocks = 7"), "lookup.parameters", "equal height");
        assertProblem(
                file.replace("column-groups = ", "column-groups = 99"),
                "lookup.parameters",
                "column groups of equal width");
        assertProblem(
                file.replace("levels = ", "levels = 1 # "), "lookup.parameters.levels", "follows from the others");
        assertProblem(
                file.replaceAll("columns = \\d+", "columns = 900")
                        .replaceAll("column-groups = \\d+", "column-groups = 1")
                        .replaceAll("rows = \\d+", "rows = 400"),
                "lookup.parameters",
                "noise margin");
    }

    @Test
    void allNumbersOfTheListAreRead() {
        assertThat(read(file.replace("key-epochs = [1]", "key-epochs = [3, 2]"))
                        .network()
                        .orElseThrow()
                        .lookup()
                        .orElseThrow()
                        .keyEpochs())
                .isEqualTo(List.of(3, 2));
    }

    private static void assertProblem(String text, String where, String what) {
        assertThat(text).isNotEqualTo(file);
        NetworkFile read = read(text);
        assertThat(read.network()).isEmpty();
        assertThat(read.problems()).filteredOn(Problem::isError).anySatisfy(problem -> {
            assertThat(problem.where()).endsWith(where);
            assertThat(problem.what()).contains(what);
        });
    }

    private static NetworkFile read(String text) {
        return NetworkFile.inspect(text.getBytes(StandardCharsets.UTF_8), "network.conf");
    }
}
