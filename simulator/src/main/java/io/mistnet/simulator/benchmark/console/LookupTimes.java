package io.mistnet.simulator.benchmark.console;

import io.mistnet.simulator.benchmark.console.ConsoleBrowser.Page;
import java.util.Map;
import java.util.regex.Pattern;

/** How long an investigator waits for an answer: from sending the form until the page with the answer is there to its last byte. Whether the answer is right is looked at. */
final class LookupTimes {

    /** The whole wait; the requests in it are kinds of their own. */
    static final String WAIT = "wait";

    private static final String SENT = "lookup-sent";
    private static final Pattern UNDER_WAY = Pattern.compile("hx-get=\"(/lookups/[0-9]+/outcome)\"");
    private static final Pattern REPORTED = Pattern.compile("(desk@[a-z0-9-]+\\.example)");
    private static final int MOST_POLLS = 20;
    private static final long BROWSERS_PAUSE_MILLIS = 300;

    private final PageTimes waits;

    /** @param waits takes the waits, and what was wrong */
    LookupTimes(PageTimes waits) {
        this.waits = waits;
    }

    void timed(ConsoleBrowser browser, Map<String, String> form, boolean isReported) throws InterruptedException {
        long begun = System.nanoTime();
        Page sent = browser.send(SENT, "/lookups", form);
        if (sent.location().isEmpty()) {
            waits.failed(WAIT, "the form was not taken");
            return;
        }
        Page answer = browser.open("lookup-answer", sent.location().get());
        for (int i = 0; i < MOST_POLLS && !answer.all(UNDER_WAY).isEmpty(); i++) {
            Thread.sleep(BROWSERS_PAUSE_MILLIS);
            answer = browser.part("lookup-outcome", answer.all(UNDER_WAY).get(0));
        }
        waits.took(WAIT, (System.nanoTime() - begun) / 1e9);
        boolean isFound = !answer.all(REPORTED).isEmpty();
        if (isFound != isReported || !answer.isShown() || !answer.all(UNDER_WAY).isEmpty()) {
            waits.failed(WAIT, isReported ? "a record was not found" : "something was found that is not there");
        }
    }

    /** Whether this kind of request waits for the network, and is no page load. */
    static boolean isWait(String kind) {
        return kind.equals(SENT) || kind.equals("lookup-outcome");
    }
}
