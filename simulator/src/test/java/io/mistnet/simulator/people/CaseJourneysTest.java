package io.mistnet.simulator.people;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an agency's investigators do in their cases. */
@Tag("slow")
@ExtendWith(OneDemonstration.class)
final class CaseJourneysTest {

    private final Staff staff;

    CaseJourneysTest(Staff staff) {
        this.staff = staff;
    }

    @Test
    void aCaseShowsWhatWasLookedUpInItAndHowThatHangsTogether() {
        Person investigator = staff.investigator();
        InvestigatorJourneysTest.begins(investigator, "P-2026-10");
        InvestigatorJourneysTest.types(investigator, staff.demonstration().phone());
        investigator.button("Look up").click();
        assertThat(investigator.heading("2 records")).isVisible();

        investigator.link("P-2026-10").click();
        investigator.requireTitle("P-2026-10");
        investigator.field("Note").fill("=Ask the bank's desk <i>tomorrow</i>");
        investigator.button("Add the note").click();
        assertThat(investigator.page().getByText("=Ask the bank's desk <i>tomorrow</i>"))
                .isVisible();
        investigator.requireAccessible("case");
        String file = investigator.path();
        investigator.opens(file + "/history");
        investigator.requireAccessible("case-history");
        investigator.opens(file);
        investigator.link("Links").click();
        assertThat(investigator.page().locator("[data-graph]")).hasAttribute("data-drawn", "true");
        investigator.requireAccessible("case-links");
        investigator.page().goBack();
        investigator.link("Change").click();
        investigator.requireAccessible("case-change");
        investigator.field("Days to keep it after it is closed").fill("soon");
        investigator.button("Save").click();
        assertThat(investigator.alert()).containsText("Something is missing");
        investigator.requireAccessible("case-change-refused");
    }

    @Test
    void aChangeOnAPageThatIsOldIsRefusedInPlainWords() {
        Person investigator = staff.investigator();
        investigator.opens("/cases/new");
        investigator.field("Case reference").fill("P-2026-9");
        investigator.field("Title").fill("Two windows");
        investigator.field("Legal basis").fill("Code of criminal procedure, section 161");
        investigator.button("Open the case").click();
        investigator.requireTitle("P-2026-9");
        Person window = investigator.inAnotherWindow();
        window.opens(investigator.path());
        window.button("Close the case").click();
        assertThat(window.button("Open the case again")).isVisible();

        investigator.button("Close the case").click();

        investigator.requireTitle("It was changed meanwhile");
        investigator.requireAccessible("changed-meanwhile");
        investigator.link("Show how it is now").click();
        assertThat(investigator.button("Open the case again")).isVisible();
    }
}
