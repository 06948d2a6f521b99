package io.mistnet.node.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.config.Problem;
import io.mistnet.node.trial.TrialNetwork;
import io.mistnet.node.trial.Trials;
import io.mistnet.protocols.propagation.Policy.Output;
import io.mistnet.protocols.propagation.Policy.Outside;
import io.mistnet.protocols.sharing.Party;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NetworkFileTest {

    private static TrialNetwork trial;
    private static String file;

    @BeforeAll
    static void aGoodFile() throws Exception {
        trial = Trials.ofBanks(5);
        file = trial.networkFile();
    }

    @Test
    void aGoodFileIsReadAsItStands() {
        Network network = trial.network();
        assertThat(network.name()).isEqualTo("trial");
        assertThat(network.banks())
                .extracting(Institution::id)
                .containsExactly("bank-1", "bank-2", "bank-3", "bank-4", "bank-5");
        assertThat(network.computeNodes()).extracting(Institution::id).containsExactly("bank-2", "bank-3", "bank-1");
        assertThat(network.computeNode(Party.P2).shares()).isPresent();
        assertThat(network.policy().deltas()).containsExactly(0.5, 0.5, 0.5);
        assertThat(network.hash()).isEqualTo(Sha256.of(file.getBytes(StandardCharsets.UTF_8)));
        assertThat(network.institution("bank-4").keys())
                .isEqualTo(trial.network().institution("bank-4").keys());
    }

    @Test
    void policyTakesBandsAndPriors() {
        Network network = read(file.replace("output = flag", "output = { band = [0.3, 0.6] }")
                        .replace("outside = exclude", "outside = 0.1"))
                .network()
                .orElseThrow();
        assertThat(network.policy().output()).isEqualTo(new Output.Band(List.of(0.3, 0.6)));
        assertThat(network.policy().outside()).isEqualTo(Outside.prior(0.1));
    }

    @Test
    void aBankThatIsP0OrP1IsWarnedOf() {
        assertThat(read(file).problems())
                .noneMatch(Problem::isError)
                .extracting(Problem::where)
                .containsExactly("network.conf: institutions[1] (bank-2)", "network.conf: institutions[2] (bank-3)");
    }

    @Test
    void anUnknownKeyIsNamedWithItsLineAndWhatIsKnown() {
        assertProblem(
                file.replace("currency = EUR", "currency = EUR\ncolour = red"),
                "network.conf:9: colour",
                "unknown key; known here: currency, ");
    }

    @Test
    void aMissingKeyIsNamedWithWhatWasExpected() {
        assertProblem(
                file.replace("  interval = 1s\n", ""), "epochs.interval", "missing; expected a positive duration");
    }

    @Test
    void aWrongValueIsNamedWithItsLineAndWhatWasExpected() {
        assertProblem(
                file.replace("threshold = 0.5", "threshold = 1.5"), "policy.threshold", "a number from 0.0 to 1.0");
        assertProblem(file.replace("deltas = [0.5, 0.5, 0.5]", "deltas = [0.5, 1]"), "policy", "below 1");
        assertProblem(file.replace("rule = taint", "rule = heavy"), "policy.rule", "one of weighted, taint; not heavy");
        assertProblem(file.replace("USD = \"0.91\"", "USD = 0"), "rates.USD", "a positive decimal number");
        assertProblem(file.replace("USD", "DOLLAR"), "rates.DOLLAR", "ISO 4217");
        assertProblem(file.replace("window = 30d", "window = soon"), "epochs.window", "duration");
        assertProblem(file.replace("roles = [data]", "roles = [data, spy]"), "institutions[3].roles", "compute");
        assertProblem(file.replace("bics = [MBADNL2A]", "bics = [MBADN]"), "institutions[3].bics", "8 characters");
    }

    @Test
    void aThresholdThatEveryAccountReachesIsRefused() {
        assertProblem(file.replace("threshold = 0.5", "threshold = 0"), "policy", "reached by every account");
    }

    @Test
    void aThresholdThatFlowingRiskCannotReachIsWarnedOf() {
        String weighted = file.replace("rule = taint", "rule = weighted");
        assertThat(read(weighted.replace("threshold = 0.5", "threshold = 0.9")).problems())
                .anyMatch(problem -> !problem.isError() && problem.what().contains("at most 0.875"));
    }

    @Test
    void oneInstitutionWithTwoComputeRolesIsRefused() {
        String two = file.replace("compute = P0", "compute = [P0, P1]").replace("    compute = P1\n", "");
        assertProblem(two, "institutions[1] (bank-2)", "no institution may hold two");
    }

    @Test
    void oneInstitutionUnderTwoNamesIsRefused() {
        String pin = trial.network().institution("bank-2").keys().certificate().hex();
        String other =
                trial.network().institution("bank-3").keys().certificate().hex();
        assertProblem(file.replace(other, pin), "institutions[1] and institutions[2]", "the same certificate");
        assertProblem(file.replace("MBACNL2A", "MBABNL2A"), "institutions[1] and institutions[2]", "the same bics");
        assertProblem(file.replace("\"bank-3\"", "\"bank-2\""), "institutions[1] and institutions[2]", "the same id");
    }

    @Test
    void notExactlyThreeComputePartiesIsRefused() {
        assertProblem(
                file.replace("compute = P2", "compute = P1"),
                "institutions",
                "exactly one institution that is P2, not none");
        assertProblem(
                file.replace("compute = P2", "compute = P1"),
                "institutions",
                "exactly one institution that is P1, not [bank-1, bank-3]");
        assertProblem(file.replace("    compute = P2\n", ""), "institutions[0] (bank-1)", "belong together");
    }

    @Test
    void keysThatAreNoneAreRefused() {
        String agreement =
                trial.network().institution("bank-2").keys().agreement().base64();
        String signing = trial.network().institution("bank-2").keys().signing().base64();
        assertProblem(file.replace(agreement, "A".repeat(43) + "="), "institutions[1].agreement-key", "small order");
        assertProblem(file.replace(agreement, "AAAA"), "institutions[1].agreement-key", "32 bytes, not 3");
        assertProblem(file.replace(signing, "/".repeat(42) + "8="), "institutions[1].signing-key", "no Ed25519 key");
        assertProblem(file.replace(signing, "?"), "institutions[1].signing-key", "base64");
    }

    @Test
    void allProblemsAreNamedAtOnce() {
        String bad = file.replace("currency = EUR", "currency = EURO")
                .replace("interval = 1s", "interval = -1s")
                .replace("compute = P2", "compute = P1")
                .replace("roles = [data]", "roles = [spy]");
        assertThat(read(bad).problems().stream().filter(Problem::isError).map(Problem::where))
                .contains("network.conf:8: currency", "network.conf: institutions")
                .anyMatch(where -> where.endsWith("epochs.interval"))
                .anyMatch(where -> where.endsWith("institutions[3].roles"))
                .anyMatch(where -> where.endsWith("institutions[4].roles"));
    }

    @Test
    void whatIsNotInTheFilesBytesIsRefused() {
        assertProblem("include \"other.conf\"\n" + file, "network.conf", "include");
        assertProblem(file.replace("name = \"trial\"", "name = ${HOME}"), "network.conf:5", "not valid HOCON");
    }

    @Test
    void aTextThatIsNoHoconIsRefusedWithItsLine() {
        assertProblem("name = \"x\"\n}", "network.conf:2", "not valid HOCON");
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
