package io.mistnet.simulator.people;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.Cookie;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who gets in, and what happens to those whose session has ended. */
@Tag("slow")
@ExtendWith(OneDemonstration.class)
final class SignInJourneysTest {

    private final Staff staff;

    SignInJourneysTest(Staff staff) {
        this.staff = staff;
    }

    @Test
    void aWrongPasswordIsRefusedInPlainWords() {
        Person stranger = staff.strangerAtTheBank();
        stranger.opens("/");
        stranger.requireAccessible("sign-in");

        stranger.signsIn("analyst", "not this one, surely");

        assertThat(stranger.alert()).hasText("The name or the password is wrong.");
        stranger.requireAccessible("sign-in-wrong");
    }

    @Test
    void whoseSessionEndedSignsInAndIsBackWhereTheyWere() {
        Person analyst = staff.strangerAtTheBank();
        analyst.opens("/alerts?state=all");
        analyst.signsIn("analyst", staff.demonstration().password());
        analyst.waitsForPath("/alerts?state=all");
        analyst.page().locator("#queue tbody th a").nth(4).click();
        String alert = analyst.path();
        sessionEndsAtTheServer(analyst);

        analyst.field("Comment").fill("Too late.");
        analyst.button("Add comment").click();

        analyst.requireTitle("Sign in");
        assertThat(analyst.alert()).containsText("Your session has ended");
        analyst.requireAccessible("sign-in-ended");
        analyst.signsIn("analyst", staff.demonstration().password());
        analyst.waitsForPath(alert);
        assertThat(analyst.field("Comment")).isVisible();
    }

    @Test
    void aPartOfAPageThatIsAskedForAfterTheSessionEndedLeadsToSignInToo() {
        Person investigator = staff.strangerAtTheAgency();
        investigator.opens("/lookups");
        investigator.signsIn("investigator", staff.demonstration().password());
        investigator.waitsForPath("/lookups");
        sessionEndsAtTheServer(investigator);

        investigator.field("What to look up").pressSequentially("+49 30 901820");

        investigator.page().waitForURL(address -> address.contains("/sign-in"));
        investigator.signsIn("investigator", staff.demonstration().password());
        investigator.waitsForPath("/lookups");
    }

    @Test
    void oneBrowserIsSignedInAtTwoConsolesOfOneMachine() {
        Person analyst = staff.strangerAtTheBank();
        analyst.opens("/");
        analyst.signsIn("analyst", staff.demonstration().password());
        analyst.requireTitle("Alerts");
        Person asInvestigator = staff.atTheAgencyInTheBrowserOf(analyst);
        asInvestigator.opens("/");
        asInvestigator.signsIn("investigator", staff.demonstration().password());
        asInvestigator.requireTitle("Look up");

        analyst.opens("/alerts");

        analyst.requireTitle("Alerts");
    }

    @Test
    void whoSignsOutIsTold() {
        Person analyst = staff.strangerAtTheBank();
        analyst.opens("/");
        analyst.signsIn("analyst", staff.demonstration().password());
        analyst.button("Sign out").click();

        analyst.requireTitle("You have signed out");
        analyst.requireAccessible("signed-out");
    }

    @Test
    void aScriptInThePageItselfIsRefusedByTheBrowser() {
        Person stranger = staff.strangerAtTheBank();
        stranger.opens("/");
        stranger.page()
                .evaluate(
                        "document.body.appendChild(document.createElement('script')).textContent = 'window.ran = true'");

        assertThat(stranger.page().evaluate("window.ran")).isNull();
        assertThat(staff.complaints()).singleElement().asString().contains("Content Security Policy");
    }

    /** As one does that was not used for a while: the browser has its cookie still. */
    private static void sessionEndsAtTheServer(Person person) {
        List<Cookie> cookies = person.page().context().cookies();
        Person window = person.inAnotherWindow();
        window.opens("/");
        window.button("Sign out").click();
        window.requireTitle("You have signed out");
        person.page().context().addCookies(cookies);
    }
}
