package io.mistnet.simulator.benchmark.console;

import io.mistnet.node.access.UserRole;
import io.mistnet.simulator.demo.DemoPeople;
import io.mistnet.simulator.demo.Site;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The accounts at a bank and at an agency, and how their people sign in: not faster than the consoles let one address. Nearly two thirds are analysts, one in twelve is an auditor. */
final class ConsolePeople {

    private static final int AT_ONCE = 30;
    private static final Duration SIGN_IN_PAUSE = Duration.ofMillis(3_100);

    private final DemoPeople accounts = new DemoPeople(new SecureRandom());
    private final List<String> analysts = new ArrayList<>();
    private final List<String> investigators = new ArrayList<>();
    private final List<String> bankAuditors = new ArrayList<>();
    private final List<String> agencyAuditors = new ArrayList<>();

    ConsolePeople(int users) {
        int auditors = Math.max(1, users / 24);
        int atBank = (users - 2 * auditors) * 2 / 3;
        name("analyst", atBank, analysts);
        name("investigator", users - 2 * auditors - atBank, investigators);
        name("auditor", auditors, bankAuditors);
        name("auditor", auditors, agencyAuditors);
    }

    List<String> analysts() {
        return analysts;
    }

    List<String> investigators() {
        return investigators;
    }

    List<String> bankAuditors() {
        return bankAuditors;
    }

    List<String> agencyAuditors() {
        return agencyAuditors;
    }

    /** Makes the accounts, before the nodes start. */
    void add(Site bank, Site agency) throws IOException {
        accounts.add(bank.folder(), roles(Map.of(UserRole.ANALYST, analysts, UserRole.AUDITOR, bankAuditors)));
        accounts.add(
                agency.folder(), roles(Map.of(UserRole.INVESTIGATOR, investigators, UserRole.AUDITOR, agencyAuditors)));
    }

    /** Signs some in, one after the other. */
    List<ConsoleBrowser> signIn(List<String> names, URI console, HttpClient client, PageTimes times)
            throws IOException, InterruptedException {
        List<ConsoleBrowser> browsers = new ArrayList<>();
        for (String name : names) {
            if (browsers.size() >= AT_ONCE) {
                Thread.sleep(SIGN_IN_PAUSE.toMillis());
            }
            ConsoleBrowser browser = new ConsoleBrowser(client, console, times);
            browser.signIn(name, accounts.password());
            browsers.add(browser);
        }
        return browsers;
    }

    private static Map<String, UserRole> roles(Map<UserRole, List<String>> names) {
        Map<String, UserRole> roles = new LinkedHashMap<>();
        names.forEach((role, of) -> of.forEach(name -> roles.put(name, role)));
        return roles;
    }

    private static void name(String prefix, int count, List<String> names) {
        for (int i = 1; i <= count; i++) {
            names.add("%s-%d".formatted(prefix, i));
        }
    }
}
