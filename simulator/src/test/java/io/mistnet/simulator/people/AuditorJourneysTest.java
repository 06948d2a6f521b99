package io.mistnet.simulator.people;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What auditors see and what is refused to them, and to others. */
@Tag("slow")
@ExtendWith(OneDemonstration.class)
final class AuditorJourneysTest {

    private final Staff staff;

    AuditorJourneysTest(Staff staff) {
        this.staff = staff;
    }

    @Test
    void anAuditorAtTheBankSeesAnAlertAndCanChangeNothing() {
        Person auditor = staff.bankAuditor();

        auditor.opens("/alerts/1");

        auditor.requireTitle("Alert 1");
        assertThat(auditor.button("Take it")).hasCount(0);
        assertThat(auditor.button("Close the alert")).hasCount(0);
        auditor.requireAccessible("alert-read-only");
    }

    @Test
    void whatARoleMayNotSeeIsRefusedInPlainWords() {
        Person auditor = staff.agencyAuditor();
        Person investigator = staff.investigator();

        for (String path : List.of("/lookups/batches/new", "/cases/new")) {
            auditor.opens(path);
            auditor.requireTitle("Not allowed");
            assertThat(auditor.main()).containsText("Your roles do not allow this");
        }
        auditor.requireAccessible("not-allowed");
        investigator.opens("/audit");
        investigator.requireTitle("Not allowed");
        investigator.opens("/no-such-page");
        investigator.requireTitle("Not found");
        investigator.requireAccessible("not-found");
    }

    @Test
    void anAuditorSeesWhoLookedUpAndThatTheLogIsWhole() {
        Person auditor = staff.agencyAuditor();

        auditor.opens("/audit");
        assertThat(auditor.main()).containsText("auditor");
        auditor.link("Verify the log").click();

        assertThat(auditor.page().getByText("The log is intact.")).isVisible();
        auditor.requireAccessible("audit");
        auditor.opens("/audit/verification");
        auditor.requireAccessible("audit-verification");
        auditor.opens("/lookups");
        assertThat(auditor.button("Look up")).hasCount(0);
    }
}
