package io.mistnet.simulator.benchmark.console;

import java.util.List;
import java.util.Random;

/** An auditor, who reads who did what, and what they worked on. */
final class AuditorAtWork implements PersonAtWork {

    private final ConsoleBrowser browser;
    private final List<String> others;
    private final Random random;

    /** @param others what is read beside the audit log */
    AuditorAtWork(ConsoleBrowser browser, List<String> others, Random random) {
        this.browser = browser;
        this.others = others;
        this.random = random;
    }

    @Override
    public void step() throws InterruptedException {
        int chance = random.nextInt(10);
        if (chance < 6) {
            browser.open("audit", "/audit");
        } else if (chance < 8) {
            browser.open("audit-of-user", "/audit?user=analyst-1");
        } else {
            browser.open("auditor-others-work", others.get(random.nextInt(others.size())));
        }
    }
}
