package io.mistnet.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mistnet.node.cli.AuditCommand;
import io.mistnet.node.cli.lookup.IntelCommand;
import io.mistnet.node.cli.lookup.LookupCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The encrypted lookup between four institutions, by the commands that people use: real links, key generation, table and encryption. */
@Tag("slow")
class LookupOfANetworkTest {

    @TempDir
    private static Path folder;

    private static LookupNodes nodes;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void aNetworkWhoseHoldersHaveMadeTheirKey() throws Exception {
        nodes = new LookupNodes(folder);
        nodes.startAll();
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @Test
    void aSelectorThatTwoInstitutionsReportedIsFoundWithBothRecordsAndAnUnknownOneWithNone() {
        add("fiu", phone(1), "mule-account", "F-1");
        add("bank-1", phone(1), "phishing", "B-1");

        assertThat(look("police", phone(1))).isZero();
        assertThat(out.toString())
                .containsSubsequence("fiu", "mule-account", "2026-01-30", "F-1", "bank-1", "phishing", "B-1")
                .contains("police asked for 1 evaluation in case 2026-17", "the host registry that it sent 1 query");

        assertThat(look("police", phone(2))).isZero();
        assertThat(out.toString()).startsWith("no records");
    }

    @Test
    void aPhoneNumberIsFoundHoweverItIsWritten() {
        add("fiu", "+31 6 12345678", "other", "F-2");
        assertThat(look("police", "06-12345678", "--region", "NL")).isZero();
        assertThat(out.toString()).contains("F-2");
    }

    @Test
    void ofABatchThoseAreFoundThatSomebodyImported() throws Exception {
        Path records = file(
                "records.csv",
                IntStream.range(100, 110)
                        .mapToObj(i -> "phone,%s,other,2026-02-0%d,F-%d".formatted(phone(i), i % 9 + 1, i)));
        Path ids = folder.resolve("ids");
        assertThat(intel("fiu", "import", records.toString(), "--out", ids.toString()))
                .isZero();
        assertThat(out.toString()).startsWith("10 records added, 0 refused");
        assertThat(Files.readAllLines(ids)).hasSize(10).allMatch(id -> id.matches("[0-9a-f]{32}"));

        Path asked = file("asked.csv", IntStream.range(90, 110).mapToObj(i -> "phone," + phone(i)));
        assertThat(lookup("bank-1", "--batch", asked.toString(), "--json")).isZero();
        JsonNode answers = json().path("answers");
        assertThat(answers).hasSize(20);
        for (int i = 0; i < 20; i++) {
            assertThat(answers.get(i).path("records")).hasSize(i < 10 ? 0 : 1);
        }
        assertThat(json().path("revealed").path("evaluations").asInt()).isEqualTo(20);
        assertThat(json().path("revealed").path("queries").asInt()).isGreaterThanOrEqualTo(20);
    }

    @Test
    void anUpdatedRecordSaysTheNewAndARemovedOneIsGone() {
        String id = add("fiu", phone(3), "mule-account", "earlier");

        assertThat(intel("fiu", "update", record(phone(3), "other", "new", "--id", id)))
                .isZero();
        look("police", phone(3));
        assertThat(out.toString()).contains("new").doesNotContain("earlier");

        assertThat(intel("bank-1", "remove", "--id", id)).isEqualTo(1);
        assertThat(err.toString()).contains("another institution's");
        assertThat(intel("fiu", "remove", "--id", id)).isZero();
        look("police", phone(3));
        assertThat(out.toString()).startsWith("no records");
    }

    @Test
    void moreThanTheFourEyesLimitNeedsTheSupervisorsSignature() throws Exception {
        Path many = file("many.csv", IntStream.range(1000, 2001).mapToObj(i -> "phone," + phone(i)));
        assertThat(lookup("police", "--batch", many.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("1001 evaluations need the approval of a supervisor");

        Path other = nodes.nodeConfig("fiu").resolveSibling("supervisor.p12");
        assertThat(lookup("police", "--batch", many.toString(), "--supervisor", other.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("not that of the supervisor of police");

        Path supervisor = nodes.nodeConfig("police").resolveSibling("supervisor.p12");
        assertThat(lookup("police", "--batch", many.toString(), "--supervisor", supervisor.toString()))
                .isZero();
        assertThat(out.toString()).contains("0 of 1001 selectors have records.");
    }

    @Test
    void withTooFewHoldersUpALookupFailsAndNamesThem() throws Exception {
        nodes.stop("fiu");
        nodes.stop("bank-1");
        assertThat(look("police", phone(4))).isEqualTo(1);
        assertThat(err.toString()).contains("2 holders of the lookup's key are needed", "fiu: ", "bank-1: ");
        nodes.start("fiu");
        nodes.awaitReady();
        assertThat(look("police", phone(4))).isZero();
        nodes.start("bank-1");
        nodes.awaitReady();
    }

    @Test
    void theHostKeepsItsRecordsOverARestart() throws Exception {
        add("fiu", phone(5), "mule-account", "kept");
        nodes.stop(LookupNodes.HOST);
        assertThat(look("police", phone(5))).isEqualTo(1);
        assertThat(err.toString()).contains(LookupNodes.HOST);
        nodes.start(LookupNodes.HOST);
        nodes.awaitReady();
        assertThat(look("police", phone(5))).isZero();
        assertThat(out.toString()).contains("kept");
    }

    @Test
    void whatWasAskedStandsInTheAskersAuditLog() {
        look("police", phone(6));
        String config = nodes.nodeConfig("police").toString();
        assertThat(run(new AuditCommand(), List.of("verify", "--config", config)))
                .isZero();
        assertThat(out.toString()).startsWith("intact: ");
    }

    @Test
    void onlyTheOwnerOfTheDataDirectoryCanReadTheTokenAndItChangesAtEachStart() throws Exception {
        Path token = nodes.nodeConfig("fiu").resolveSibling("data").resolve("lookup.token");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
                .isEqualTo("rw-------");
        String before = Files.readString(token);
        nodes.stop("fiu");
        nodes.start("fiu");
        nodes.awaitReady();
        assertThat(Files.readString(token)).isNotEqualTo(before);
    }

    private String add(String institution, String selector, String category, String reference) {
        assertThat(intel(institution, "add", record(selector, category, reference)))
                .as(err.toString())
                .isZero();
        return out.toString().strip();
    }

    private static String[] record(String selector, String category, String reference, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("--type", "phone", "--selector", selector, "--date", "2026-01-30"));
        arguments.addAll(List.of("--category", category, "--reference", reference));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private int intel(String institution, String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(grounds(institution));
        all.addAll(List.of(arguments));
        return run(new IntelCommand(), all);
    }

    private int look(String institution, String selector, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--type", "phone", "--selector", selector));
        arguments.addAll(List.of(more));
        return lookup(institution, arguments.toArray(String[]::new));
    }

    private int lookup(String institution, String... arguments) {
        List<String> all = new ArrayList<>(grounds(institution));
        all.addAll(List.of(arguments));
        return run(new LookupCommand(), all);
    }

    private static List<String> grounds(String institution) {
        String network = nodes.networkFile().toString();
        return List.of("--network", network, "--as", institution, "--case", "2026-17", "--basis", "court order 7");
    }

    private int run(Object command, List<String> arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }

    private JsonNode json() throws Exception {
        return new ObjectMapper().readTree(out.toString());
    }

    private static Path file(String name, Stream<String> lines) throws Exception {
        return Files.writeString(folder.resolve(name), lines.collect(Collectors.joining("\n")));
    }

    private static String phone(int number) {
        return "+31 6 2%07d".formatted(number);
    }
}
