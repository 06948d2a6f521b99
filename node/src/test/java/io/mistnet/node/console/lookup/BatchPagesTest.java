package io.mistnet.node.console.lookup;

import static io.mistnet.node.casework.Agency.IDA;
import static io.mistnet.node.casework.Agency.JON;
import static io.mistnet.node.casework.Agency.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.casework.Agency;
import io.mistnet.node.casework.BatchFile;
import io.mistnet.node.casework.BatchState;
import io.mistnet.node.casework.CaseEvent;
import io.mistnet.node.casework.CaseFile;
import io.mistnet.node.casework.FakeInvestigations;
import io.mistnet.node.console.casework.InvestigationPages;
import io.mistnet.node.lookup.FoundRecord;
import io.mistnet.node.lookup.LookupFailedException;
import io.mistnet.node.trial.Trials;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BatchPagesTest {

    @TempDir
    private Path folder;

    private InvestigationPages pages;
    private CaseFile file;

    @BeforeEach
    void open() throws Exception {
        pages = new InvestigationPages(
                folder,
                folder,
                Trials.ofBanks(3).network().institution("bank-1").keys().signing());
        file = pages.agency.open(IDA, "OP-1");
    }

    @AfterEach
    void close() {
        pages.close();
    }

    @Test
    void aListIsCheckedConfirmedAskedAndShown() throws Exception {
        pages.agency.others.know(PHONE, FakeInvestigations.record("desk 7"));
        long id = uploaded("type,selector\nphone,+49 30 901820\niban,DE89370400440532013000\n");
        assertThat(page(id)).contains("This costs 2 evaluations", "checked, not asked");
        assertThat(pages.agency.others.asked).isEmpty();

        pages.ida.post(address(id) + "/confirm", Map.of("version", "1"));
        pages.agency.ended(id);

        assertThat(page(id))
                .contains("One line of 2 with records", "+4930901820", "Mule account", "DE89370400440532013000")
                .contains("learned that Police had 2 different selectors evaluated");
        assertThat(pages.ida.get(address(id) + "?hits=only").body())
                .contains("+4930901820")
                .doesNotContain("DE89370400440532013000");
    }

    @Test
    void badLinesAreNamedAndNothingIsSentUntilTheyAreLeftOut() throws Exception {
        long id = uploaded("type,selector\nphone,+49 30 901820\nfax,1\niban,DE00\n");
        assertThat(page(id)).contains("2 bad lines", "<td class=\"number\">3</td>", "type: expected one of", "iban: ");

        HttpResponse<String> refused = pages.ida.post(address(id) + "/confirm", Map.of("version", "1"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("tick that they are left out");
        assertThat(pages.agency.others.asked).isEmpty();

        pages.ida.post(address(id) + "/confirm", Map.of("version", "1", "leave-out", "true"));
        pages.agency.ended(id);
        assertThat(pages.agency.others.asked).hasSize(1);
    }

    @Test
    void whatIsNoListIsRefusedOnThePageOfTheUpload() throws Exception {
        byte[] binary = new byte[5_000];
        new Random(7).nextBytes(binary);

        for (byte[] bytes : List.of(
                new byte[0],
                binary,
                "selector\nJürgen 1980-01-01\n".getBytes(StandardCharsets.ISO_8859_1),
                "+4930901820\n".repeat(BatchFile.MOST_LINES + 1).getBytes(StandardCharsets.UTF_8))) {
            HttpResponse<String> response = pages.ida.upload("/lookups/batches", caseField(), "file", bytes);
            assertThat(response.statusCode()).isEqualTo(422);
            assertThat(response.body()).contains("class=\"problem\"", "Upload a list");
        }
        assertThat(pages.agency.reading.page(OptionalLong.empty(), 1).items()).isEmpty();
    }

    @Test
    void tenMegabytesAreTooMuch() throws Exception {
        byte[] large = new byte[10 << 20];
        Arrays.fill(large, (byte) 'a');

        assertThat(pages.ida
                        .upload("/lookups/batches", caseField(), "file", large)
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void aListForACaseOfSomebodyElseIsRefused() throws Exception {
        CaseFile other = pages.agency.open(JON, "OP-2");
        HttpResponse<String> response = pages.ida.upload(
                "/lookups/batches",
                Map.of("case", String.valueOf(other.id())),
                "file",
                PHONE.getBytes(StandardCharsets.UTF_8));

        assertThat(response.statusCode()).isEqualTo(422);
    }

    @Test
    void aBulkWaitsForASupervisorAndSaysSo() throws Exception {
        long id = uploaded("+4930901820\n+4930901821\n+4930901822\n+4930901823\n");
        assertThat(page(id)).contains("need a supervisor", "name=\"reason\"", "action=\"" + address(id) + "/request\"");
        assertThat(pages.ida
                        .post(address(id) + "/request", Map.of("version", "1"))
                        .statusCode())
                .isEqualTo(422);

        pages.ida.post(address(id) + "/request", Map.of("version", "1", "reason", "the mule's contacts"));
        assertThat(page(id)).contains("Waiting for a supervisor", "/approvals/");
        assertThat(pages.agency.others.asked).isEmpty();

        pages.ida.post(address(id) + "/cancel", Map.of("version", "2"));
        assertThat(page(id)).contains("This list was given up");
    }

    @Test
    void aPageThatWaitsIsToldHowFarItIsAndIsShownAnewAtTheEnd() throws Exception {
        pages.agency.others.gate = new CountDownLatch(1);
        long id = uploaded("+4930901820\n+4930901821\n");
        pages.ida.post(address(id) + "/confirm", Map.of("version", "1"));
        Agency.await(() -> pages.agency.runner.done(id) == 1);

        assertThat(page(id)).contains("1 of 2 done", "hx-get=\"" + address(id) + "/progress\"", "X-Poll");
        assertThat(pages.ida.getFragment(address(id) + "/progress").body())
                .contains("1 of 2 done")
                .doesNotContain("<html");
        pages.agency.others.gate.countDown();
        pages.agency.ended(id);
        assertThat(pages.ida.getFragment(address(id) + "/progress").headers().firstValue("HX-Redirect"))
                .contains(address(id));
    }

    @Test
    void aFailedListIsTriedAgain() throws Exception {
        pages.agency.others.failure =
                Optional.of(new LookupFailedException(LookupFailedException.Kind.AWAY, "the host is away"));
        long id = uploaded(PHONE);
        pages.ida.post(address(id) + "/confirm", Map.of("version", "1"));
        pages.agency.ended(id);
        assertThat(page(id)).contains("The others cannot be reached", "the host is away");

        pages.agency.others.failure = Optional.empty();
        pages.ida.post(
                address(id) + "/again",
                Map.of("version", String.valueOf(pages.agency.batch(id).version())));
        assertThat(pages.agency.ended(id).state()).isEqualTo(BatchState.ANSWERED);
    }

    @Test
    void aSavedFileRunsNoFormulasAndIsReadBack() throws Exception {
        pages.agency.others.know(
                PHONE, new FoundRecord("fiu", "OTHER", LocalDate.EPOCH, "=HYPERLINK(\"http://x\";\"y\")", " @SUM(1)"));
        long id = uploaded("+4930901820\njane@example.com\n");
        assertThat(pages.ida.get(address(id) + "/export").statusCode()).isEqualTo(404);
        pages.ida.post(address(id) + "/confirm", Map.of("version", "1"));
        pages.agency.ended(id);

        HttpResponse<String> export = pages.auditor.get(address(id) + "/export");
        assertThat(export.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"batch-1.csv\"");
        assertThat(export.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(export.body())
                .isEqualTo(
                        "\uFEFFline,type,selector,found,contributor,contributor_name,category,date,case_reference,contact\r\n"
                                + "1,phone,'+4930901820,1,fiu,Financial <Intelligence> Unit,OTHER,1970-01-01,\"'=HYPERLINK(\"\"http://x\"\";\"\"y\"\")\",' @SUM(1)\r\n"
                                + "2,email,jane@example.com,0,,,,,,\r\n");
        assertThat(pages.ida.get(address(id) + "/export?hits=only").body()).doesNotContain("jane@example.com");
        assertThat(pages.agency.history.page(file.id(), 1).items().get(0).kind())
                .isEqualTo(CaseEvent.Kind.EXPORTED);
        assertThat(Agency.file("type,selector\nphone,'+4930901820\n").bad()).isEmpty();
    }

    @Test
    void aLongListIsShownInPagesAndSavedWhole() throws Exception {
        StringBuilder csv = new StringBuilder();
        for (int i = 0; i < 2_100; i++) {
            csv.append(i % 2 == 0 ? "+4930901820\n" : "+4930901821\n");
        }
        long id = uploaded(csv.toString());
        pages.ida.post(address(id) + "/confirm", Map.of("version", "1"));
        pages.agency.ended(id);

        assertThat(pages.agency.others.asked).hasSize(2);
        assertThat(page(id)).contains(address(id) + "?page=2");
        assertThat(pages.ida.get(address(id) + "?page=42").body())
                .contains(">2100</td>")
                .doesNotContain("page=43");
        assertThat(pages.ida.get(address(id) + "/export").body().lines()).hasSize(2_101);
    }

    @Test
    void aStaleConfirmationIsRefused() throws Exception {
        long id = uploaded(PHONE);

        assertThat(pages.ida
                        .post(address(id) + "/confirm", Map.of("version", "7"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(pages.ida.post(address(id) + "/confirm", Map.of()).statusCode())
                .isEqualTo(409);
        assertThat(pages.jon
                        .post(address(id) + "/confirm", Map.of("version", "1"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(pages.agency.others.asked).isEmpty();
    }

    private long uploaded(String csv) throws Exception {
        return InvestigationPages.idOf(
                pages.ida.upload("/lookups/batches", caseField(), "file", csv.getBytes(StandardCharsets.UTF_8)));
    }

    private Map<String, String> caseField() {
        return Map.of("case", String.valueOf(file.id()));
    }

    private String page(long id) throws Exception {
        return pages.ida.get(address(id)).body();
    }

    private static String address(long id) {
        return "/lookups/batches/" + id;
    }
}
