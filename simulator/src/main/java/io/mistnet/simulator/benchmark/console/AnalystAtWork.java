package io.mistnet.simulator.benchmark.console;

import io.mistnet.simulator.benchmark.console.ConsoleBrowser.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bank's analyst: looks through the queue with filters, opens alerts and accounts with their graphs, takes alerts and writes remarks. */
final class AnalystAtWork implements PersonAtWork {

    private static final List<String> QUEUES = List.of(
            "/alerts",
            "/alerts?assignee=me",
            "/alerts?state=open&order=oldest",
            "/alerts?state=open&order=newest",
            "/alerts?state=assigned",
            "/alerts?state=closed&order=newest",
            "/alerts?rule=taint",
            "/alerts?risk=0.9",
            "/alerts?age=from-30&order=newest",
            "/alerts?age=up-to-1",
            "/alerts?state=all&rule=weighted&risk=0.2&order=oldest");
    private static final Pattern ALERT = Pattern.compile("href=\"/alerts/([0-9]+)\"");
    private static final Pattern ACCOUNT = Pattern.compile("href=\"/alerts/accounts/([0-9]+)\"");
    private static final Pattern NEXT = Pattern.compile("href=\"(/alerts\\?[^\"]*after=[^\"]*)\"");
    private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"([0-9]+)\"");

    private final ConsoleBrowser browser;
    private final Random random;
    private List<String> alerts = List.of();
    private List<String> following = List.of();
    private String alert = "";
    private String account = "";
    private String version = "";

    AnalystAtWork(ConsoleBrowser browser, Random random) {
        this.browser = browser;
        this.random = random;
    }

    @Override
    public void step() throws InterruptedException {
        int chance = random.nextInt(100);
        if (alerts.isEmpty() || chance < 20) {
            queue("queue", QUEUES.get(random.nextInt(QUEUES.size())));
        } else if (chance < 27 && !following.isEmpty()) {
            queue("queue-next-page", following.get(0).replace("&amp;", "&"));
        } else if (chance < 33) {
            searched(browser.sendPart(
                    "queue-of-account", "/alerts/search", Map.of("account", "%04d".formatted(random.nextInt(10_000)))));
        } else if (alert.isEmpty() || chance < 63) {
            open(alerts.get(random.nextInt(alerts.size())));
        } else if (chance < 78) {
            account();
        } else if (chance < 90) {
            change("remark", Map.of("remark", "Asked the branch, " + random.nextInt(1_000_000)));
        } else if (chance < 97) {
            change("take", Map.of());
        } else {
            browser.open("feedback", "/alerts/feedback");
        }
    }

    private void queue(String kind, String path) throws InterruptedException {
        searched(browser.open(kind, path));
    }

    private void searched(Page page) {
        if (page.isShown()) {
            List<String> found = page.all(ALERT);
            alerts = found.isEmpty() ? alerts : found;
            following = page.all(NEXT);
        }
    }

    private void open(String id) throws InterruptedException {
        Page page = browser.open("alert", "/alerts/" + id);
        if (page.isShown()) {
            alert = id;
            account = page.all(ACCOUNT).stream().findFirst().orElse("");
            Matcher found = VERSION.matcher(page.body());
            version = found.find() ? found.group(1) : "";
        }
    }

    private void account() throws InterruptedException {
        if (!account.isEmpty()) {
            browser.open("account", "/alerts/accounts/" + account);
            browser.part("account-transfers", "/alerts/accounts/%s/transfers".formatted(account));
            browser.open("account-graph", "/alerts/accounts/%s/graph".formatted(account));
        }
    }

    /** Where somebody else was faster, the page says so, and is opened anew. */
    private void change(String action, Map<String, String> fields) throws InterruptedException {
        if (version.isEmpty()) {
            open(alert);
            return;
        }
        Map<String, String> all = new HashMap<>(fields);
        all.put("version", version);
        browser.send(action, "/alerts/%s/%s".formatted(alert, action), all);
        open(alert);
    }
}
