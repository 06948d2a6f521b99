package io.mistnet.simulator.people;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an agency's investigators and supervisors do with lists. */
@Tag("slow")
@ExtendWith(OneDemonstration.class)
final class BatchJourneysTest {

    private static final LocatorAssertions.IsVisibleOptions AFTER_A_BATCH =
            new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);
    private static final String BASIS = "Code of criminal procedure, section 161";

    private final Staff staff;

    BatchJourneysTest(Staff staff) {
        this.staff = staff;
    }

    @Test
    void aListWithBadLinesIsCorrectedAskedAndSaved() throws IOException {
        Person investigator = investigatorWithCase("P-2026-20");
        String phone = staff.demonstration().phone();

        uploads(investigator, "type,selector\nphone,%s\nphone,12\niban,DE00370400440532013000\n".formatted(phone));
        assertThat(investigator.heading("2 bad lines")).isVisible();
        Locator bad = investigator.page().locator("section[aria-labelledby='bad-lines'] tbody tr");
        assertThat(bad).hasCount(2);
        assertThat(bad.nth(0).locator("td").first()).hasText("3");
        assertThat(bad.nth(1).locator("td").first()).hasText("4");
        investigator.requireAccessible("list-bad-lines");
        investigator.button("Look all of them up").click();
        assertThat(investigator.alert()).containsText("Some lines are bad.");
        investigator.button("Give this list up").click();

        uploadPage(investigator);
        uploads(
                investigator,
                "type,selector\nphone,%s\nphone,+493023125012\niban,DE89370400440532013000\n".formatted(phone));
        assertThat(investigator.heading("bad line")).hasCount(0);
        InvestigatorJourneysTest.looksUpInAnotherWindow(investigator, "P-2026-22", phone);
        staff.demonstration().hold("registry");
        try {
            investigator.button("Look all of them up").click();
            assertThat(investigator
                            .page()
                            .locator("#progress progress, #progress h2")
                            .first())
                    .isVisible();
            investigator.requireAccessible("list-progress");
        } finally {
            staff.demonstration().release("registry");
        }

        assertThat(investigator.heading("One line of 3 with records")).isVisible(AFTER_A_BATCH);
        investigator.requireAccessible("list-answered");
        String saved = saved(investigator);
        assertThat(saved).contains("'" + phone).doesNotContain(",+").doesNotContain("\n+");
        assertThat(saved.lines()).hasSize(1 + 2 + 2);
    }

    @Test
    void aLongListWaitsForASupervisorWhoRefusesIt() {
        Person investigator = investigatorWithCase("P-2026-21");
        uploads(
                investigator,
                IntStream.range(0, 1001)
                        .mapToObj("phone,+49302313%04d\n"::formatted)
                        .collect(Collectors.joining("", "type,selector\n", "")));
        assertThat(investigator.main()).containsText("need a supervisor's approval");
        assertThat(investigator.button("Look all of them up")).hasCount(0);
        investigator.field("Reason").fill("All numbers of one seized telephone.");
        investigator.requireAccessible("list-long");
        investigator.button("Ask a supervisor").click();
        assertThat(investigator.heading("Waiting for a supervisor")).isVisible();
        assertThat(investigator.main()).containsText("Nothing is sent until a supervisor has approved.");
        investigator.requireAccessible("list-waiting");
        String list = investigator.path();

        Person supervisor = staff.supervisor();
        supervisor.opens("/approvals");
        supervisor.requireAccessible("approvals-waiting");
        supervisor.page().locator("tbody a").first().click();
        assertThat(supervisor.main()).containsText("All numbers of one seized telephone.");
        supervisor.button("Approve").click();
        assertThat(supervisor.alert()).isVisible();
        supervisor.requireAccessible("approval");
        supervisor.field("Reason").fill("Ask for the twenty that called most.");
        supervisor.button("Refuse").click();
        supervisor.requireTitle("refused");

        investigator.opens(list);
        assertThat(investigator.main()).containsText("A supervisor refused this list. Nothing was sent.");
        assertThat(investigator.main()).containsText("Ask for the twenty that called most.");
        investigator.requireAccessible("list-refused");
    }

    private Person investigatorWithCase(String reference) {
        Person investigator = staff.investigator();
        investigator.opens("/cases/new");
        investigator.field("Case reference").fill(reference);
        investigator.field("Title").fill("Numbers from a seized telephone");
        investigator.field("Legal basis").fill(BASIS);
        investigator.button("Open the case").click();
        investigator.requireTitle(reference);
        investigator.link("Upload a list").click();
        investigator.requireTitle("Upload a list");
        return investigator;
    }

    private static void uploadPage(Person investigator) {
        investigator.opens("/lookups/batches/new");
        investigator.requireAccessible("list-upload");
    }

    private static void uploads(Person investigator, String csv) {
        investigator
                .field("File")
                .setInputFiles(new FilePayload("numbers.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
        investigator.button("Upload and check").click();
        investigator.requireTitle("List ");
    }

    private static String saved(Person person) throws IOException {
        Download download =
                person.page().waitForDownload(() -> person.link("Save as CSV").click());
        return Files.readString(download.path());
    }
}
