package io.mistnet.simulator.people;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The people of one demonstration that goes on: whom its output lets sign in, each in a browser. */
final class Staff implements AutoCloseable {

    private static final String BANK = "alert desk of bank-1";
    private static final String AGENCY = "console of the police";

    private final Chromium chromium;
    private final StandingDemonstration demonstration;
    private final Map<String, String> sessions = new HashMap<>();

    Staff() throws IOException {
        chromium = new Chromium();
        try {
            demonstration =
                    new StandingDemonstration("--banks", "3", "--duration", "10", "--records", "1500", "--seed", "3");
        } catch (IOException | RuntimeException e) {
            chromium.close();
            throw e;
        }
    }

    StandingDemonstration demonstration() {
        return demonstration;
    }

    Person analyst() {
        return signedIn(BANK, "analyst");
    }

    Person colleague() {
        return signedIn(BANK, "colleague");
    }

    Person bankAuditor() {
        return signedIn(BANK, "auditor");
    }

    Person investigator() {
        return signedIn(AGENCY, "investigator");
    }

    Person supervisor() {
        return signedIn(AGENCY, "supervisor");
    }

    Person agencyAuditor() {
        return signedIn(AGENCY, "auditor");
    }

    /** Somebody before the bank's console who has not signed in. */
    Person strangerAtTheBank() {
        return new Person(chromium.newPage(), demonstration.console(BANK));
    }

    /** Somebody before the agency's console who has not signed in. */
    Person strangerAtTheAgency() {
        return new Person(chromium.newPage(), demonstration.console(AGENCY));
    }

    /** The agency's console in a browser in which somebody uses another one. */
    Person atTheAgencyInTheBrowserOf(Person other) {
        return new Person(other.page().context().newPage(), demonstration.console(AGENCY));
    }

    /** All close their browsers. Nothing on any page was refused by one, and no script failed. */
    void goHome() {
        List<String> complaints = chromium.complaints();
        chromium.closePages();
        assertThat(complaints).as("complaints of the browsers").isEmpty();
    }

    /** What the browsers refused since the last call. */
    List<String> complaints() {
        return chromium.complaints();
    }

    /** Signs in once a test run; then the browser begins with that session's cookie, as one does that was left open. */
    private Person signedIn(String place, String name) {
        String session = sessions.computeIfAbsent(place + "/" + name, key -> {
            Person first = new Person(chromium.newPage(), demonstration.console(place));
            first.opens("/");
            first.signsIn(name, demonstration.password());
            assertThat(first.page().locator("header")).containsText(name);
            String state = first.page().context().storageState();
            first.page().context().close();
            return state;
        });
        Person person = new Person(chromium.newPage(session), demonstration.console(place));
        person.opens("/");
        return person;
    }

    @Override
    public void close() {
        demonstration.close();
        chromium.close();
    }
}
