package io.mistnet.node.cli.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mistnet.node.cli.NetworkCommand;
import io.mistnet.node.lookup.http.LookupToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LookupCommandsTest {

    private static final String ANSWER = """
            {"records":[{"institution":"fiu","category":"mule-account","date":"2026-01-30","caseReference":"F-1","contact":"desk 7"}],\
            "unreadable":0,"revealed":{"evaluations":1,"holdersAsked":["bank-2","fiu"],"holdersAnswered":["bank-2","fiu"],"queries":1,"bytesSent":49000,"bytesReceived":129100},"seconds":0.05}""";
    private static final String PHONE = "+31 6 20000001";
    private static final String ADDED = """
            {"number":1,"id":"000102030405060708090a0b0c0d0e0f","done":true,"result":"added"}
            {"done":1,"of":1}
            {"carriedOut":1,"refused":0,"seconds":0.1}
            """;

    @TempDir
    private static Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path files;

    private FakeNode node;
    private LookupToken token;

    @BeforeAll
    static void aTrialNetwork() {
        new CommandLine(new NetworkCommand())
                .setOut(new PrintWriter(new StringWriter(), true))
                .execute("init", "--banks", "1", "--separate-compute", "--records", "1000", "--out", folder.toString());
    }

    @BeforeEach
    void aNodeOfThePolice() throws Exception {
        node = new FakeNode();
        Files.writeString(
                folder.resolve("police").resolve("node.conf"),
                "%nmistnet.http.port = %d%n".formatted(node.port()),
                StandardOpenOption.APPEND);
        Path data = Files.createDirectories(folder.resolve("police").resolve("data"));
        token = LookupToken.renew(data, new SecureRandom());
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aLookupPrintsATableAndWhatWasRevealed() {
        node.answer("lookups", 200, ANSWER);
        assertThat(look("--type", "phone", "--selector", PHONE)).isZero();
        assertThat(out.toString().lines().toList().get(0)).startsWith("INSTITUTION  CATEGORY      DATE");
        assertThat(out.toString().lines().toList().get(1)).startsWith("fiu          mule-account  2026-01-30  F-1");
        assertThat(out.toString())
                .contains("as whoever contributed it wrote it, the institution too")
                .contains("2 of the 3 holders of the key (bank-2, fiu) learnt")
                .contains("the host registry that it sent 1 query (49,000 bytes, and 129,100 back)");
        assertThat(node.seen).singleElement().satisfies(seen -> {
            assertThat(seen.authorization()).isEqualTo(token.header());
            assertThat(seen.body()).contains("\"selector\":\"+31620000001\"", "\"case\":\"2026-17\"");
        });
    }

    @Test
    void whereNothingIsFoundNothingIsSaidOfContributors() {
        node.answer("lookups", 200, ANSWER.replaceFirst("\\[\\{.*?}]", "[]"));
        assertThat(look("--type", "phone", "--selector", PHONE)).isZero();
        assertThat(out.toString()).startsWith("no records").doesNotContain("as whoever contributed it wrote it");
    }

    @Test
    void jsonIsTheAnswerAlone() throws Exception {
        node.answer("lookups", 200, ANSWER);
        assertThat(look("--type", "phone", "--selector", PHONE, "--json")).isZero();
        assertThat(new ObjectMapper().readTree(out.toString())).isEqualTo(new ObjectMapper().readTree(ANSWER));
    }

    @Test
    void whatIsNoSelectorIsRefusedBeforeAnythingIsSent() {
        assertThat(look("--type", "phone", "--selector", "12")).isEqualTo(2);
        assertThat(err.toString()).contains("--selector: phone: ");
        assertThat(look("--type", "iban", "--selector", "DE00370400440532013000"))
                .isEqualTo(2);
        assertThat(look("--type", "fax", "--selector", "12")).isEqualTo(2);
        assertThat(err.toString()).contains("--type: expected one of phone, iban");
        assertThat(look("--type", "phone", "--selector", "0620000001")).isEqualTo(2);
        assertThat(look("--type", "phone", "--selector", "0620000001", "--region", "XX"))
                .isEqualTo(2);
        assertThat(node.seen).isEmpty();
    }

    @Test
    void wrongUsageIsStatusTwo() {
        assertThat(look("--type", "phone")).isEqualTo(2);
        assertThat(look("--type", "phone", "--selector", PHONE, "--batch", "x")).isEqualTo(2);
        String network = folder.resolve("network.conf").toString();
        List<String> rest = List.of("--case", "c", "--basis", "b", "--type", "phone", "--selector", PHONE);
        assertThat(run(new LookupCommand(), with(List.of("--network", network), rest)))
                .isEqualTo(2);
        assertThat(err.toString()).contains("fiu, police could ask; say which with --as");
        assertThat(run(new LookupCommand(), with(List.of("--network", network, "--as", "nobody"), rest)))
                .isEqualTo(2);
        assertThat(err.toString()).contains("no institution nobody");
        assertThat(run(new LookupCommand(), rest)).isEqualTo(2);
    }

    @Test
    void aNodeIsAlsoFoundByItsConfiguration() {
        node.answer("lookups", 200, ANSWER);
        String config = folder.resolve("police").resolve("node.conf").toString();
        assertThat(run(
                        new LookupCommand(),
                        List.of(
                                "--config",
                                config,
                                "--case",
                                "c",
                                "--basis",
                                "b",
                                "--type",
                                "phone",
                                "--selector",
                                PHONE)))
                .isZero();
    }

    @Test
    void aNodeThatIsNotThereIsNamedWithWhatToDo() throws Exception {
        int port = node.port();
        node.close();
        assertThat(look("--type", "phone", "--selector", PHONE)).isEqualTo(1);
        assertThat(err.toString())
                .contains("the node of police does not answer on 127.0.0.1:" + port, "mistnet node --config");

        Files.delete(folder.resolve("police").resolve("data").resolve(LookupToken.FILE));
        assertThat(look("--type", "phone", "--selector", PHONE)).isEqualTo(1);
        assertThat(err.toString()).contains("lookup.token: no such file", "is it running");
    }

    @Test
    void aNodeThatKnowsAnotherTokenIsNamed() {
        node.answer("lookups", 401, "");
        assertThat(look("--type", "phone", "--selector", PHONE)).isEqualTo(1);
        assertThat(err.toString()).contains("another node than that of police answers on port " + node.port());
    }

    @Test
    void whyTheNodeRefusesIsPrinted() {
        node.answer(
                "lookups", 503, "{\"status\":503,\"detail\":\"2 holders are needed: fiu: away\",\"kind\":\"away\"}");
        assertThat(look("--type", "phone", "--selector", PHONE)).isEqualTo(1);
        assertThat(err.toString()).contains("2 holders are needed: fiu: away");
    }

    @Test
    void aBatchPrintsThoseThatHaveRecordsByTheirLine() throws Exception {
        node.answer("batches", 200, """
                {"done":2,"of":2}

                {"number":1,"records":[],"unreadable":0}
                {"number":2,"records":[{"institution":"fiu","category":"other","date":"2026-01-30","caseReference":"","contact":""}],"unreadable":0}
                {"revealed":{"evaluations":2,"holdersAsked":["bank-2","fiu"],"holdersAnswered":["fiu"],"queries":16,"bytesSent":1,"bytesReceived":2},"seconds":1.5}
                """);
        Path batch = file("type,selector", "phone," + PHONE, "", "email,Jane.Doe@Example.com");
        assertThat(look("--batch", batch.toString())).isZero();
        assertThat(err.toString()).contains("Looking up: 2 of 2");
        assertThat(out.toString())
                .contains("line 4, email jane.doe@example.com", "1 of 2 selectors have records.")
                .containsOnlyOnce("as whoever contributed it wrote it");
    }

    @Test
    void aBatchWithBadLinesIsNotSentAndTheyAreNamed() throws Exception {
        Path batch = file("phone," + PHONE, "phone,12", "iban", "fax,1");
        assertThat(look("--batch", batch.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("line 2: phone", "line 3: expected two columns", "line 4: type", "3 lines");
        assertThat(node.seen).isEmpty();
    }

    @Test
    void anAnswerThatBreaksOffIsNoAnswer() throws Exception {
        node.answer("batches", 200, "{\"done\":1,\"of\":2}\n{\"number\":1,\"records\":[],\"unreadable\":0}\n");
        assertThat(look("--batch", file("phone," + PHONE).toString())).isEqualTo(1);
        assertThat(err.toString()).contains("broke off its answer");
    }

    @Test
    void addPrintsTheIdOfTheRecord() {
        node.answer("records", 200, ADDED);
        assertThat(intel(
                        "add",
                        "--type",
                        "phone",
                        "--selector",
                        PHONE,
                        "--category",
                        "phishing",
                        "--date",
                        "2026-01-30"))
                .isZero();
        assertThat(out.toString().strip()).isEqualTo("000102030405060708090a0b0c0d0e0f");
        assertThat(node.seen.get(0).body().lines()).hasSize(2).last().asString().contains("\"category\":\"phishing\"");
    }

    @Test
    void aRecordThatTheHostRefusesIsAFailure() {
        node.answer(
                "records", 200, ADDED.replace("\"done\":true", "\"done\":false").replace("added", "refused: full"));
        assertThat(intel("add", "--type", "phone", "--selector", PHONE, "--category", "other", "--date", "2026-01-30"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("refused: full");
    }

    @Test
    void badRecordsAreRefusedBeforeAnythingIsSent() {
        assertThat(intel("add", "--type", "phone", "--selector", PHONE, "--category", "gossip", "--date", "2026-01-30"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--category: expected one of mule-account");
        assertThat(intel("add", "--type", "phone", "--selector", PHONE, "--category", "other", "--date", "30.1."))
                .isEqualTo(2);
        assertThat(intel("remove", "--id", "12")).isEqualTo(2);
        assertThat(node.seen).isEmpty();
    }

    @Test
    void anImportWithBadLinesIsNotSentUnlessTheyAreToBeLeftOut() throws Exception {
        Path records = file(
                "type,selector,category,date,case_reference,contact",
                "phone,12,other,2026-01-30",
                "phone," + PHONE + ",other,2026-01-30,F-1,\"desk 7, floor 2\"",
                "phone," + PHONE + ",gossip,2026-01-30",
                "phone," + PHONE + ",other,2026-01-30," + "x".repeat(60),
                "phone");
        Path ids = files.resolve("ids");
        assertThat(intel("import", records.toString(), "--out", ids.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "line 2: phone",
                        "line 4: category",
                        "line 5: label",
                        "line 6: 1 columns",
                        "4 of 5 lines are bad");
        assertThat(node.seen).isEmpty();
        assertThat(ids).doesNotExist();

        node.answer("records", added("added", "added"));
        assertThat(intel("import", records.toString(), "--out", ids.toString(), "--skip-bad"))
                .isZero();
        assertThat(out.toString()).startsWith("1 records added, 0 refused, 4 lines left out");
        List<String> lines = Files.readAllLines(ids);
        assertThat(lines).hasSize(5);
        assertThat(lines.get(1)).matches("[0-9a-f]{32}");
        assertThat(String.join("", lines)).hasSize(32);
        assertThat(node.seen.get(0).body()).contains("desk 7, floor 2", "\"id\":\"" + lines.get(1) + "\"");
    }

    @Test
    void theIdsOfAnImportAreOnDiskBeforeAnythingIsSent() throws Exception {
        Path records = file("phone," + PHONE + ",other,2026-01-30", "ip,198.51.100.7,other,2026-01-30");
        Path ids = files.resolve("ids");
        List<String> onDisk = new ArrayList<>();
        node.answer("records", request -> {
            onDisk.addAll(lines(ids));
            return "";
        });
        assertThat(intel("import", records.toString(), "--out", ids.toString())).isEqualTo(1);

        assertThat(onDisk).hasSize(2).allMatch(id -> id.matches("[0-9a-f]{32}"));
        assertThat(lines(ids)).isEqualTo(onDisk);
        assertThat(sentIds(0)).isEqualTo(onDisk);
        assertThat(err.toString())
                .contains("its log says why; 0 records were added, and of 2 it is not known")
                .contains("All their ids are in " + ids, "--resume");
    }

    @Test
    void anImportThatBrokeOffGoesOnUnderTheSameIds() throws Exception {
        Path records = file(
                "phone," + PHONE + ",other,2026-01-30",
                "ip,198.51.100.7,other,2026-01-30",
                "ip,198.51.100.8,other,2026-01-30");
        Path ids = files.resolve("ids");
        node.answer("records", request -> {
            List<String> results = added("added", "selector-full", "added")
                    .apply(request)
                    .lines()
                    .toList();
            return results.get(0) + "\n" + results.get(1) + "\n{\"problem\":{\"detail\":\"the host is away\"}}\n";
        });
        assertThat(intel("import", records.toString(), "--out", ids.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("the host is away; 1 records were added, and of 1 it is not known");
        List<String> first = sentIds(0);
        assertThat(lines(ids)).containsExactly(first.get(0), "", first.get(2));

        node.answer("records", added("known-id", "added", "known-id"));
        assertThat(intel("import", records.toString(), "--out", ids.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("exists; name a new file, or go on");
        assertThat(intel("import", records.toString(), "--out", ids.toString(), "--resume"))
                .isZero();
        assertThat(out.toString()).startsWith("1 records added, 2 there already, 0 refused, 0 lines left out");
        List<String> second = sentIds(1);
        assertThat(second.get(0)).isEqualTo(first.get(0));
        assertThat(second.get(1)).isNotEqualTo(first.get(1));
        assertThat(second.get(2)).isEqualTo(first.get(2));
        assertThat(lines(ids)).isEqualTo(second);
    }

    @Test
    void onlyTheFileOfTheSameImportIsGoneOnWith() throws Exception {
        Path records = file("phone," + PHONE + ",other,2026-01-30", "ip,198.51.100.7,other,2026-01-30");
        Path ids = files.resolve("ids");
        assertThat(intel("import", records.toString(), "--out", ids.toString(), "--resume"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("there is no " + ids);
        Files.writeString(ids, "000102030405060708090a0b0c0d0e0f\n");
        assertThat(intel("import", records.toString(), "--out", ids.toString(), "--resume"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("has 1 lines, and there are 2 rows");
        Files.writeString(ids, "000102030405060708090a0b0c0d0e0f\nphone,+31620000001\n");
        assertThat(intel("import", records.toString(), "--out", ids.toString(), "--resume"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("line 2: a record's id has 32 hexadecimal digits");
        assertThat(node.seen).isEmpty();
    }

    @Test
    void anAddWhoseAnswerIsLostNamesTheIdToTryAgainWith() {
        node.answer("records", 200, "");
        String[] add = {"add", "--type", "phone", "--selector", PHONE, "--category", "other", "--date", "2026-01-30"};
        assertThat(intel(add[0], List.of(add).subList(1, add.length).toArray(String[]::new)))
                .isEqualTo(1);
        String id = sentIds(0).get(0);
        assertThat(err.toString()).contains("whether the record was added is not known: try again with --id " + id);

        node.answer("records", added("known-id"));
        List<String> again = with(List.of(add).subList(1, add.length), List.of("--id", id));
        assertThat(intel(add[0], again.toArray(String[]::new))).isZero();
        assertThat(out.toString().strip()).isEqualTo(id);
        assertThat(sentIds(1)).containsExactly(id);
    }

    /** Answers for each record with such a result. */
    private static UnaryOperator<String> added(String... codes) {
        return request -> {
            StringBuilder answer = new StringBuilder();
            List<String> ids = ids(request);
            for (int i = 0; i < ids.size(); i++) {
                answer.append("{\"number\":%d,\"id\":\"%s\",\"done\":%b,\"result\":\"in words\",\"code\":\"%s\"}\n"
                        .formatted(i + 1, ids.get(i), codes[i].equals("added"), codes[i]));
            }
            return answer + "{\"carriedOut\":1,\"refused\":0,\"seconds\":0.1}\n";
        };
    }

    private List<String> sentIds(int request) {
        return ids(node.seen.get(request).body());
    }

    private static List<String> ids(String request) {
        return Pattern.compile("\"id\":\"([0-9a-f]{32})\"")
                .matcher(request)
                .results()
                .map(id -> id.group(1))
                .toList();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aSupervisorSignsNothingElseThanWhatWasAskedFor() throws Exception {
        node.answer("approvals", 200, "{\"statement\":\"AAAA\"}");
        String key = folder.resolve("police").resolve("supervisor.p12").toString();
        assertThat(look("--batch", file("phone," + PHONE).toString(), "--supervisor", key))
                .isEqualTo(1);
        assertThat(err.toString()).contains("no authorisation to sign");
        assertThat(node.seen).extracting(FakeNode.Seen::path).containsExactly("approvals");
    }

    private int look(String... arguments) {
        return run(new LookupCommand(), with(grounds(), List.of(arguments)));
    }

    private int intel(String command, String... arguments) {
        return run(new IntelCommand(), with(with(List.of(command), grounds()), List.of(arguments)));
    }

    private static List<String> grounds() {
        String network = folder.resolve("network.conf").toString();
        return List.of(
                "--network",
                network,
                "--as",
                "police",
                "--case",
                "2026-17",
                "--basis",
                "court order 7",
                "--user",
                "anna");
    }

    private static List<String> with(List<String> first, List<String> then) {
        List<String> all = new ArrayList<>(first);
        all.addAll(then);
        return all;
    }

    private Path file(String... lines) throws Exception {
        return Files.writeString(files.resolve("file.csv"), String.join("\n", lines));
    }

    private int run(Object command, List<String> arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }
}
