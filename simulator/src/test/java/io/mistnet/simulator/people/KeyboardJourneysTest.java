package io.mistnet.simulator.people;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Both main journeys by keyboard alone. */
@Tag("slow")
@ExtendWith(OneDemonstration.class)
final class KeyboardJourneysTest {

    private final Staff staff;

    KeyboardJourneysTest(Staff staff) {
        this.staff = staff;
    }

    @Test
    void anAlertIsWorkedByKeyboardAlone() {
        Person analyst = staff.strangerAtTheBank();
        Keyboard keyboard = new Keyboard(analyst.page());
        analyst.opens("/");
        assertThat(analyst.field("Name")).isFocused();
        keyboard.type("analyst");
        keyboard.tab();
        keyboard.type(staff.demonstration().password());
        keyboard.enter();
        analyst.requireTitle("Alerts");
        analyst.page().waitForLoadState();

        keyboard.tab();
        assertThat(analyst.link("Skip to the content")).isFocused();
        keyboard.enter();
        keyboard.reach(analyst.page().locator("#queue tbody th a").nth(5));
        keyboard.enter();
        analyst.requireTitle("Alert");
        keyboard.reach(analyst.button("Take it"));
        keyboard.enter();
        assertThat(analyst.button("Put it back")).isVisible();
        keyboard.reach(analyst.field("Comment"));
        keyboard.type("Nothing unusual: wages.");
        keyboard.reach(analyst.button("Add comment"));
        keyboard.enter();
        assertThat(analyst.page().locator(".timeline")).containsText("Nothing unusual: wages.");
        keyboard.reach(analyst.page().getByLabel("Confirmed mule"));
        keyboard.space();
        analyst.page().keyboard().press("ArrowDown");
        keyboard.reach(analyst.button("Close the alert"));
        keyboard.enter();

        assertThat(analyst.page().getByText("This alert is closed.")).isVisible();
    }

    @Test
    void aPhoneNumberIsLookedUpByKeyboardAlone() {
        Person investigator = staff.investigator();
        Keyboard keyboard = new Keyboard(investigator.page());
        keyboard.tab();
        keyboard.enter();
        keyboard.reach(investigator.field("Case"));
        keyboard.type("New");
        keyboard.reach(investigator.field("Case reference"));
        keyboard.type("P-2026-40");
        keyboard.tab();
        keyboard.type("Nothing but keys");
        keyboard.reach(investigator.field("Legal basis"));
        keyboard.type("Code of criminal procedure, section 161");
        keyboard.reach(investigator.field("What to look up"));
        keyboard.type(staff.demonstration().phone());
        assertThat(InvestigatorJourneysTest.check(investigator)).containsText("Phone number");
        keyboard.reach(investigator.button("Look up"));
        keyboard.enter();

        assertThat(investigator.heading("2 records")).isVisible();
        keyboard.tab();
        keyboard.reach(investigator.link("P-2026-40"));
    }
}
