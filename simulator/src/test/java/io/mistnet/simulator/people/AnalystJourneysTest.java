package io.mistnet.simulator.people;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a bank's analysts do at the alert desk. */
@Tag("slow")
@ExtendWith(OneDemonstration.class)
final class AnalystJourneysTest {

    private final Staff staff;

    AnalystJourneysTest(Staff staff) {
        this.staff = staff;
    }

    @Test
    void anAnalystWorksAnAlertFromTheQueueToItsEnd() {
        Person analyst = staff.analyst();

        analyst.requireTitle("Alerts");
        analyst.requireAccessible("alerts");
        alerts(analyst).first().click();
        assertThat(graph(analyst)).hasAttribute("data-drawn", "true");
        analyst.requireAccessible("alert");
        analyst.button("Take it").click();
        analyst.field("Comment").fill("Called the holder: <b>he knows nothing</b> of the transfers.");
        analyst.button("Add comment").click();
        assertThat(analyst.page().getByText("Called the holder: <b>he knows nothing</b>"))
                .isVisible();
        analyst.page().getByLabel("Confirmed mule").check();
        analyst.button("Close the alert").click();

        assertThat(analyst.page().getByText("This alert is closed.")).isVisible();
        assertThat(analyst.page().getByText("Confirmed mule").first()).isVisible();
        assertThat(graph(analyst)).hasAttribute("data-drawn", "true");
        analyst.requireAccessible("alert-closed");
        analyst.link("All alerts").click();
        analyst.link("What alerts were worth").click();
        assertThat(analyst.page().locator("tbody tr").first()).containsText("100");
        analyst.requireAccessible("alerts-worth");
    }

    @Test
    void anAnalystSeesWhatTheBankKnowsAroundAnAccount() {
        Person analyst = staff.analyst();

        alerts(analyst).nth(1).click();
        analyst.link("Its transfers and alerts").click();

        assertThat(graph(analyst)).hasAttribute("data-drawn", "true");
        assertThat(analyst.page().getByText("your bank").first()).isVisible();
        analyst.requireAccessible("account");
        analyst.keepDarkPicture("account-dark");
        analyst.opens(analyst.path() + "/transfers");
        analyst.requireAccessible("account-transfers");
    }

    @Test
    void ofTwoAnalystsOnOneAlertTheSecondIsToldWhatHappenedAndLosesNoWord() {
        Person analyst = staff.analyst();
        Person colleague = staff.colleague();
        alerts(analyst).nth(2).click();
        colleague.opens(analyst.path());

        analyst.button("Take it").click();
        assertThat(analyst.button("Put it back")).isVisible();
        colleague.field("Comment").fill("The holder called us.");
        colleague.button("Add comment").click();

        assertThat(colleague.alert()).containsText("somebody was faster");
        assertThat(colleague.alert()).containsText("analyst took it");
        assertThat(colleague.field("Comment")).hasValue("The holder called us.");
        assertThat(graph(colleague)).hasAttribute("data-drawn", "true");
        colleague.requireAccessible("alert-two-analysts");
        colleague.button("Add comment").click();
        Locator history = colleague.page().locator("section[aria-labelledby='desk-history']");
        assertThat(history).containsText("The holder called us.");
        assertThat(history).containsText("analyst took it");
    }

    @Test
    void aPageThatShowsARefusalCanBeLoadedAgain() {
        Person analyst = staff.analyst();
        Person colleague = staff.colleague();
        alerts(analyst).nth(3).click();
        colleague.opens(analyst.path());
        String alert = analyst.path();
        analyst.button("Take it").click();
        assertThat(analyst.button("Put it back")).isVisible();
        colleague.button("Take it").click();
        assertThat(colleague.alert()).containsText("somebody was faster");

        colleague.opens(colleague.path());

        colleague.waitsForPath(alert);
        colleague.requireTitle("Alert");
    }

    @Test
    void theQueueIsFilteredWithoutAnAccountNumberInTheAddress() {
        Person analyst = staff.analyst();
        String account = alerts(analyst).nth(1).textContent();

        analyst.field("Account number, or part of it").fill(account);
        analyst.button("Show").click();

        assertThat(alerts(analyst)).hasCount(1);
        assertThat(analyst.path()).isEqualTo("/alerts");
        analyst.field("Account number, or part of it").fill("NO SUCH ACCOUNT");
        analyst.button("Show").click();
        assertThat(analyst.page().getByText("No alert matches.")).isVisible();
        analyst.requireAccessible("alerts-none");
    }

    @Test
    void anAlertIsTakenAlongAsReportDraftAndAsData() throws IOException {
        Person analyst = staff.analyst();
        alerts(analyst).nth(1).click();

        String report = downloaded(analyst, "Report draft (XML in the shape of goAML)");
        String data = downloaded(analyst, "All data (JSON)");

        assertThat(report).contains("<report>", "<transaction>");
        assertThat(data).contains("\"transfers\"");
    }

    private static String downloaded(Person person, String link) throws IOException {
        Download download =
                person.page().waitForDownload(() -> person.link(link).click());
        return Files.readString(download.path());
    }

    private static Locator alerts(Person person) {
        return person.page().locator("#queue tbody th a");
    }

    private static Locator graph(Person person) {
        return person.page().locator("[data-graph]");
    }
}
