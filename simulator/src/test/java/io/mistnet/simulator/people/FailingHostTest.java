package io.mistnet.simulator.people;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an investigator sees while the host of the shared database is slow, and when it is gone. The last class: it ends the demonstration. */
@Tag("slow")
@Order(Integer.MAX_VALUE)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(OneDemonstration.class)
final class FailingHostTest {

    private static final String HOST = "registry";
    private static final LocatorAssertions.IsVisibleOptions AFTER_THE_DEADLINE =
            new LocatorAssertions.IsVisibleOptions().setTimeout(45_000);

    private final Staff staff;

    FailingHostTest(Staff staff) {
        this.staff = staff;
    }

    @Test
    @Order(1)
    void aHostThatDoesNotAnswerIsWaitedForThenNamedAndAskedAgain() {
        Person investigator = staff.investigator();
        InvestigatorJourneysTest.begins(investigator, "P-2026-30");
        InvestigatorJourneysTest.types(investigator, staff.demonstration().phone());
        InvestigatorJourneysTest.looksUpInAnotherWindow(
                investigator, "P-2026-32", staff.demonstration().phone());
        staff.demonstration().hold(HOST);
        try {
            investigator.button("Look up").click();
            assertThat(investigator.heading("Under way")).isVisible();
            investigator.requireAccessible("answer-under-way");
            assertThat(investigator.heading("The others cannot be reached")).isVisible(AFTER_THE_DEADLINE);
            assertThat(investigator.alert()).containsText("Nothing is wrong with your question.");
            investigator.requireAccessible("answer-host-away");
        } finally {
            staff.demonstration().release(HOST);
        }

        investigator.button("Try again").click();

        assertThat(investigator.heading("2 records")).isVisible(AFTER_THE_DEADLINE);
    }

    @Test
    @Order(2)
    void aHostThatIsGoneIsNamedAndEverythingElseGoesOn() {
        Person investigator = staff.investigator();
        InvestigatorJourneysTest.begins(investigator, "P-2026-31");
        InvestigatorJourneysTest.types(investigator, staff.demonstration().phone());
        staff.demonstration().kill(HOST);

        investigator.button("Look up").click();

        assertThat(investigator.heading("The others cannot be reached")).isVisible(AFTER_THE_DEADLINE);
        assertThat(investigator.button("Try again")).isVisible();
        investigator.link("P-2026-31").click();
        assertThat(investigator.page().getByText("No answer").first()).isVisible();
        staff.analyst().requireTitle("Alerts");
    }

    @Test
    @Order(3)
    void ctrlCEndsTheWholeNetwork() throws Exception {
        assertThat(staff.demonstration().stop()).isTrue();
    }
}
