package io.mistnet.simulator.benchmark.console;

import io.mistnet.simulator.benchmark.console.ConsoleBrowser.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An agency's investigator: types selectors into the form, which checks them, looks them up, and reads cases and earlier lookups. */
final class InvestigatorAtWork implements PersonAtWork {

    private static final Pattern ATTEMPT = Pattern.compile("name=\"attempt\" value=\"([^\"]+)\"");
    private static final Pattern CASE = Pattern.compile("^/cases/([0-9]+)$");
    private static final Pattern LOOKUP = Pattern.compile("href=\"/lookups/([0-9]+)\"");
    private static final int TYPED_CHARACTERS = 4;

    private final ConsoleBrowser browser;
    private final PhoneNumbers phones;
    private final LookupTimes lookups;
    private final Random random;
    private String ownCase = "";
    private List<String> earlier = List.of();

    InvestigatorAtWork(ConsoleBrowser browser, PhoneNumbers phones, LookupTimes lookups, Random random) {
        this.browser = browser;
        this.phones = phones;
        this.lookups = lookups;
        this.random = random;
    }

    @Override
    public void step() throws InterruptedException {
        int chance = random.nextInt(100);
        if (ownCase.isEmpty()) {
            openCase();
        } else if (chance < 25) {
            type(phones.unknown().substring(0, TYPED_CHARACTERS + random.nextInt(TYPED_CHARACTERS)));
        } else if (chance < 55) {
            lookUp();
        } else if (chance < 70) {
            browser.open("case", "/cases/" + ownCase);
        } else if (chance < 76) {
            browser.open("case-graph", "/cases/%s/graph.json".formatted(ownCase));
        } else if (chance < 82) {
            browser.open("cases", "/cases");
        } else if (chance < 92 || earlier.isEmpty()) {
            earlier = browser.open("lookups", "/lookups/list").all(LOOKUP);
        } else {
            browser.open("lookup-read-again", "/lookups/" + earlier.get(random.nextInt(earlier.size())));
        }
    }

    private void openCase() throws InterruptedException {
        browser.open("case-form", "/cases/new");
        Page opened = browser.send(
                "case-opened",
                "/cases",
                Map.of(
                        "reference", "B-" + Math.abs(random.nextInt()),
                        "title", "Mule accounts",
                        "basis", "code of criminal procedure, section 161",
                        "retention", "90"));
        Matcher location = CASE.matcher(opened.location().orElse(""));
        if (location.matches()) {
            ownCase = location.group(1);
        }
    }

    /** Opens the form and types, with pauses at which it is checked. */
    private Page type(String selector) throws InterruptedException {
        Page form = browser.open("lookup-form", "/lookups?case=" + ownCase);
        browser.sendPart(
                "typed-check",
                "/lookups/check",
                Map.of("selector", selector.substring(0, Math.max(1, selector.length() - TYPED_CHARACTERS))));
        browser.sendPart("typed-check", "/lookups/check", Map.of("selector", selector));
        return form;
    }

    private void lookUp() throws InterruptedException {
        boolean isReported = random.nextInt(3) == 0;
        String phone = isReported ? phones.reported() : phones.unknown();
        Page form = type(phone);
        Matcher attempt = ATTEMPT.matcher(form.body());
        Map<String, String> fields = new HashMap<>();
        fields.put("attempt", attempt.find() ? attempt.group(1) : "");
        fields.put("case", ownCase);
        fields.put("basis", "code of criminal procedure, section 161");
        fields.put("selector", phone);
        fields.put("again", "true");
        lookups.timed(browser, fields, isReported);
    }
}
