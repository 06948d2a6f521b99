package io.mistnet.simulator.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.connectors.dataset.DataSetFormat;
import io.mistnet.connectors.dataset.DataSetOptions;
import io.mistnet.protocols.propagation.Policy;
import io.mistnet.protocols.propagation.Policy.Output;
import io.mistnet.protocols.propagation.Policy.Outside;
import io.mistnet.protocols.propagation.Policy.Profile;
import io.mistnet.protocols.propagation.Policy.Rule;
import io.mistnet.simulator.economy.Economy;
import io.mistnet.simulator.economy.EconomyFiles;
import io.mistnet.simulator.economy.EconomyParameters;
import io.mistnet.simulator.network.LocalNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EvaluationTest {

    @TempDir
    static Path directory = Path.of("");

    @BeforeAll
    static void simulate() throws IOException {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        new EconomyFiles(new Economy(new EconomyParameters(3, 4, 2_000, 30, 20_000, 0.03, start))).write(directory);
    }

    private static PooledData data() {
        return PooledData.of(DataSetFormat.MISTNET.open(directory, DataSetOptions.defaults()));
    }

    private static Policy policy(Rule rule, Output output) {
        return new Policy(rule, List.of(0.5, 0.3), Outside.zero(), 0.5, 150_000, output, Profile.HARDENED);
    }

    private static EvaluationReport report(Policy policy) {
        PooledData data = data();
        return new Evaluation(policy, LocalNetwork.inMemory()).run(data, Suspicion.of(data, 0.5, 1));
    }

    @Test
    void privateRisksEqualPooledOnesAndRaiseTheSameFlags() {
        EvaluationReport report = report(policy(Rule.WEIGHTED, new Output.Score()));
        assertThat(report.maxError()).isLessThan(1e-6);
        assertThat(report.flagsDiffer()).isZero();
        assertThat(report.result(Arm.PRIVATE)).hasSize(2_000);
        assertThat(Arrays.stream(report.result(Arm.PRIVATE)).filter(risk -> risk > 0.1))
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void privateFlagsEqualPooledOnes(Rule rule) {
        EvaluationReport report = report(policy(rule, new Output.Flag()));
        assertThat(report.maxError()).isZero();
        assertThat(report.result(Arm.PRIVATE)).contains(1).containsOnly(0, 1);
    }

    @Test
    void banksTogetherFindIllicitAccountsThatEachAloneMisses() {
        EvaluationReport report = report(policy(Rule.TAINT, new Output.Flag()));
        Detection alone = report.detections().getOrDefault(Arm.SINGLE_BANK, new Detection(0, 0, 0, 0));
        Detection together = report.detections().getOrDefault(Arm.PRIVATE, new Detection(0, 0, 0, 0));
        assertThat(alone.found()).isPositive();
        assertThat(together.found()).isGreaterThan(alone.found() * 3 / 2);
        assertThat(together).isEqualTo(report.detections().get(Arm.POOLED));
    }

    @Test
    void bandsWithoutTheThresholdAreRefused() {
        assertThatThrownBy(() -> report(policy(Rule.WEIGHTED, new Output.Band(List.of(0.2, 0.7)))))
                .hasMessageContaining("0.5 must be one of the bands' [0.2, 0.7]");
    }

    @Test
    void anAccountIsFlaggedFromTheBandOfTheThresholdOn() {
        EvaluationReport bands = report(policy(Rule.WEIGHTED, new Output.Band(List.of(0.2, 0.5, 0.7))));
        EvaluationReport flags = report(policy(Rule.WEIGHTED, new Output.Flag()));
        assertThat(bands.result(Arm.PRIVATE)).contains(0, 1, 2);
        for (int i = 0; i < 2_000; i++) {
            assertThat(bands.result(Arm.PRIVATE)[i] >= bands.flaggedFrom())
                    .isEqualTo(flags.result(Arm.PRIVATE)[i] == 1);
        }
    }

    @Test
    void resultsAreWrittenInTheOrderOfTheAccounts() throws IOException {
        EvaluationReport report = report(policy(Rule.TAINT, new Output.Flag()));
        Path file = directory.resolve("results.csv");
        ResultsFile.write(report, file);
        List<String> results = Files.readAllLines(file);
        List<String> accounts = Files.readAllLines(directory.resolve("accounts.csv"));
        assertThat(results).hasSameSizeAs(accounts).first().isEqualTo("account,bank,initial_risk,result");
        for (int i = 1; i < results.size(); i++) {
            String[] result = results.get(i).split(",", -1);
            String[] account = accounts.get(i).split(",", -1);
            assertThat(result).hasSize(4).startsWith(account[0], account[1]);
            assertThat(Double.parseDouble(result[2])).isEqualTo(Double.parseDouble(account[2]));
            assertThat(result[3]).isEqualTo(report.result(Arm.PRIVATE)[i - 1] == 1 ? "1" : "0");
        }
    }

    @Test
    void theFiguresHaveTheirPromisedNames() {
        assertThat(report(policy(Rule.WEIGHTED, new Output.Score())).figures())
                .containsKeys(
                        "accounts",
                        "transfers",
                        "pairs",
                        "iterations",
                        "wall_s",
                        "cpu_s",
                        "bytes_sent",
                        "rounds",
                        "max_error",
                        "single_bank",
                        "private",
                        "pooled")
                .containsEntry("accounts", 2_000)
                .containsEntry("transfers", 20_000L)
                .containsEntry("iterations", 2);
    }
}
