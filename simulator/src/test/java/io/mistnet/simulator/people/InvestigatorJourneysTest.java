package io.mistnet.simulator.people;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an agency's investigators do, one lookup at a time. */
@Tag("slow")
@ExtendWith(OneDemonstration.class)
final class InvestigatorJourneysTest {

    private final Staff staff;

    InvestigatorJourneysTest(Staff staff) {
        this.staff = staff;
    }

    @Test
    void anInvestigatorFindsAMulesPhoneNumberAndSeesWhatWasRevealedToWhom() {
        Person investigator = staff.investigator();

        begins(investigator, "P-2026-7");
        types(investigator, staff.demonstration().phone());
        assertThat(check(investigator)).containsText(staff.demonstration().phone());
        investigator.requireAccessible("lookup");
        investigator.button("Look up").click();

        assertThat(investigator.heading("2 records")).isVisible();
        Locator records = investigator.page().locator("section[aria-labelledby='found']");
        assertThat(records.locator("tbody tr")).hasCount(2);
        assertThat(records.locator("tbody tr").first()).containsText("@bank-");
        assertThat(records.locator(".timeline li")).hasCount(2);
        Locator revealed = investigator.page().locator("section[aria-labelledby='revealed']");
        assertThat(revealed).containsText("one selector");
        assertThat(revealed).containsText("They did not learn what was looked up");
        assertThat(revealed).containsText("Police");
        investigator.requireAccessible("answer");
    }

    @Test
    void whatTheCaseHasAnAnswerToIsShownBeforeAnybodyIsAsked() {
        Person investigator = staff.investigator();
        String nobodys = "+49 30 23125 011";
        begins(investigator, "P-2026-8");
        types(investigator, nobodys);
        investigator.button("Look up").click();
        assertThat(investigator.heading("Nothing found")).isVisible();
        investigator.requireAccessible("answer-nothing");
        String first = investigator.path();

        investigator.opens("/lookups");
        assertThat(investigator.field("Case").locator("option:checked")).containsText("P-2026-8");
        types(investigator, nobodys);
        investigator.button("Look up").click();

        assertThat(investigator.alert()).containsText("This case has an answer already");
        assertThat(investigator.button("Ask again")).isVisible();
        investigator.requireAccessible("lookup-again");
        investigator.link("Show that answer").click();
        investigator.waitsForPath(first);
        assertThat(investigator.heading("Nothing found")).isVisible();
    }

    @Test
    void aBadNumberIsRefusedWhileItIsTyped() {
        Person investigator = staff.investigator();

        types(investigator, "+49 30 1");

        assertThat(check(investigator).locator(".problem")).isVisible();
        investigator.requireAccessible("lookup-bad-number");
    }

    @Test
    void whatCanBeSeveralThingsIsAskedFor() {
        Person investigator = staff.investigator();
        investigator.page().getByLabel("Country of phone numbers").selectOption("US");

        types(investigator, "212.58.244.70");

        assertThat(check(investigator).locator("legend")).hasText("This can be several things. Which one is it?");
        investigator.requireAccessible("lookup-several");
    }

    @Test
    void everyListOfCasesAndLookupsCanBeReadByEverybody() {
        Person investigator = staff.investigator();

        for (String path : List.of("/cases", "/cases/new", "/lookups/list", "/lookups/batches", "/approvals")) {
            investigator.opens(path);
            assertThat(investigator.page().locator("h1")).isVisible();
            investigator.requireAccessible(path.substring(1).replace('/', '-'));
        }
    }

    static void begins(Person investigator, String reference) {
        if (investigator.field("Case reference").count() == 0) {
            investigator.field("Case").selectOption("new");
        }
        investigator.field("Case reference").fill(reference);
        investigator.field("Title").fill("Money mules at the station");
        investigator.field("Legal basis").fill("Code of criminal procedure, section 161");
    }

    /** The agency's node then has a connection to the host; one that stands still would give it none. */
    static void looksUpInAnotherWindow(Person investigator, String reference, String phone) {
        Person there = investigator.inAnotherWindow();
        there.opens("/lookups");
        begins(there, reference);
        types(there, phone);
        there.button("Look up").click();
        assertThat(there.heading("2 records")).isVisible();
    }

    /** Types, and reads what the page says of it. */
    static void types(Person investigator, String selector) {
        investigator.field("What to look up").pressSequentially(selector);
        assertThat(check(investigator)).not().isEmpty();
    }

    static Locator check(Person investigator) {
        return investigator.page().locator("#selector-check");
    }
}
