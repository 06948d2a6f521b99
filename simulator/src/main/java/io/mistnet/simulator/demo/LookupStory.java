package io.mistnet.simulator.demo;

import io.mistnet.connectors.selector.SelectorType;
import io.mistnet.node.lookup.http.LookupMessages.Answer;
import io.mistnet.node.lookup.http.LookupMessages.Found;
import io.mistnet.node.lookup.http.LookupMessages.NumberedAnswer;
import io.mistnet.node.lookup.http.LookupMessages.Written;
import io.mistnet.simulator.demo.LookupApi.Grounds;
import io.mistnet.simulator.demo.Sightings.Seen;
import io.mistnet.simulator.intelligence.SyntheticIntelligence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The lookups of the demonstration: contributors load their records, and an investigator asks for a phone number that two banks reported, for an account that propagation flagged, for a number that nobody reported,
 * and for a watch list.
 *
 * <p>What others see of the asker is read while none of its own records are on their way.
 */
final class LookupStory implements Callable<LookupSummary> {

    private static final Grounds GROUNDS =
            new Grounds("inspector 17", "POL-2026-0417", "code of criminal procedure, section 161", "ask");

    /** A bank's own suspicion of an account below which its flag is due to propagation. */
    private static final double HARDLY_SUSPECT = 0.5;

    private static final int POLL_MILLIS = 200;

    private final LookupSites sites;
    private final SyntheticIntelligence intelligence;
    private final IntelligenceLoad load;
    private final Scenario scenario;
    private final FlagWatch flags;
    private final Consumer<String> out;
    private final long start;
    private final Sightings sightings;
    private final LookupApi asker;
    private final Map<Written, Long> reported;
    private final Set<Written> reportedLater;

    /**
     * A story that has not begun.
     *
     * @param flags that propagation raises meanwhile
     * @param out where findings are told
     * @param start when the demonstration began, by {@link System#nanoTime}
     */
    LookupStory(
            LookupSites sites,
            SyntheticIntelligence intelligence,
            IntelligenceLoad load,
            Scenario scenario,
            FlagWatch flags,
            Consumer<String> out,
            long start)
            throws IOException {
        this.sites = sites;
        this.intelligence = intelligence;
        this.load = load;
        this.scenario = scenario;
        this.flags = flags;
        this.out = out;
        this.start = start;
        this.sightings = new Sightings(sites);
        this.asker = new LookupApi(sites.asker(), new OnceMore(out));
        this.reported = intelligence.records().stream()
                .collect(Collectors.groupingBy(WatchList::written, Collectors.counting()));
        this.reportedLater = load.rest().map(WatchList::written).collect(Collectors.toSet());
    }

    @Override
    public LookupSummary call() throws IOException, InterruptedException {
        List<Finding> findings = new ArrayList<>();
        load.loadFirst();
        findings.add(told(one(
                "phone",
                "Lookup 1. The %s asks for a phone number, %%s."
                        .formatted(sites.asker().id()),
                new Written(SelectorType.PHONE.id(), intelligence.phoneOfTwoBanks()))));
        double firstAnswer = seconds(start);
        out.accept(
                "The contributors load the other records; their supervisors approve it, since more than 1,000 evaluations for one case need four eyes.");
        long loading = System.nanoTime();
        load.beginRest();
        load.await(sites.asker());
        findings.add(told(account()));
        findings.add(told(one(
                "unknown",
                "Lookup 3. The %s asks for another phone number, %%s."
                        .formatted(sites.asker().id()),
                new Written(SelectorType.PHONE.id(), intelligence.unknown(SelectorType.PHONE, 0)))));
        load.awaitAll();
        double loaded = seconds(loading);
        findings.add(told(many()));
        return new LookupSummary(load.size(), loaded, firstAnswer, findings);
    }

    /** An account that propagation has flagged and somebody has reported early; while there is none, it is waited for until all is loaded. */
    private Finding account() throws IOException, InterruptedException {
        Optional<Scenario.Account> flagged = flagged();
        while (flagged.isEmpty() && !load.isDone()) {
            Thread.sleep(POLL_MILLIS);
            flagged = flagged();
        }
        Written known = flagged.map(LookupStory::written)
                .orElseGet(() -> intelligence.records().stream()
                        .map(WatchList::written)
                        .filter(selector -> selector.type().equals(SelectorType.IBAN.id()) && isReportedEarly(selector))
                        .findFirst()
                        .orElseThrow());
        return one(
                "iban",
                "Lookup 2. The %s asks for the account %%s%s."
                        .formatted(
                                sites.asker().id(),
                                flagged.map(account ->
                                                ", which %s flags by propagation; its own suspicion of it is %.2f"
                                                        .formatted(
                                                                sites.banks()
                                                                        .get(account.bank())
                                                                        .id(),
                                                                account.risk()))
                                        .orElse("")),
                known);
    }

    private Optional<Scenario.Account> flagged() {
        return scenario.accounts().stream()
                .filter(account -> account.risk() < HARDLY_SUSPECT
                        && isReportedEarly(written(account))
                        && flags.isFlagged(account.number()))
                .min(Comparator.comparingDouble(Scenario.Account::risk));
    }

    private boolean isReportedEarly(Written selector) {
        return reported.containsKey(selector) && !reportedLater.contains(selector);
    }

    private static Written written(Scenario.Account account) {
        return new Written(SelectorType.IBAN.id(), account.number());
    }

    private Finding one(String name, String question, Written selector) throws IOException, InterruptedException {
        Seen before = sightings.now();
        long asked = System.nanoTime();
        Answer answer = asker.look(GROUNDS, selector);
        double seconds = seconds(asked);
        List<Found> records = answer.records();
        return new Finding(
                name,
                question.formatted(selector.selector()),
                1,
                records.isEmpty() ? 0 : 1,
                isRight(selector, records) ? 0 : 1,
                records,
                seconds,
                sightings.since(before));
    }

    private Finding many() throws IOException, InterruptedException {
        List<Written> list = WatchList.of(intelligence);
        Seen before = sightings.now();
        long asked = System.nanoTime();
        List<NumberedAnswer> answers = asker.lookAll(GROUNDS, list);
        double seconds = seconds(asked);
        int wrong = list.size() - answers.size();
        int hits = 0;
        List<Found> records = new ArrayList<>();
        for (NumberedAnswer answer : answers) {
            hits += answer.records().isEmpty() ? 0 : 1;
            wrong += isRight(list.get(answer.number() - 1), answer.records()) ? 0 : 1;
            records.addAll(answer.records());
        }
        return new Finding(
                "watch_list",
                "Lookup 4. The %s compares a watch list of %d selectors at once; all %,d records are in the database now."
                        .formatted(sites.asker().id(), list.size(), load.size()),
                list.size(),
                hits,
                wrong,
                records,
                seconds,
                sightings.since(before));
    }

    private boolean isRight(Written selector, List<Found> records) {
        return records.size() == reported.getOrDefault(selector, 0L);
    }

    private Finding told(Finding finding) {
        out.accept(finding.text());
        return finding;
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
