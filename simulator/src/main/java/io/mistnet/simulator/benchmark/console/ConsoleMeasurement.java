package io.mistnet.simulator.benchmark.console;

import io.mistnet.simulator.demo.DemoNetwork;
import io.mistnet.simulator.demo.NodeMetrics;
import io.mistnet.simulator.demo.NodeMetrics.Metrics;
import io.mistnet.simulator.demo.Site;
import io.mistnet.simulator.network.ProcessFigures;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** People work at the consoles of a bank and of an agency, and what they and the nodes see of it. */
final class ConsoleMeasurement {

    private static final List<String> BANKS_WORK = List.of("/alerts", "/alerts?state=closed&order=newest");
    private static final List<String> AGENCYS_WORK = List.of("/lookups/list", "/cases");
    private static final String EPOCH = "mistnet_epoch_last";

    private final DemoNetwork network;
    private final Site bank;
    private final Site agency;
    private final ConsolePeople people;
    private final PhoneNumbers phones;
    private final ConsoleBenchmarkOptions options;
    private final PageTimes pages = new PageTimes();
    private final PageTimes waits = new PageTimes();
    private final NodeMetrics metrics = new NodeMetrics();
    private final Random seeds;

    ConsoleMeasurement(
            DemoNetwork network,
            Site bank,
            Site agency,
            ConsolePeople people,
            PhoneNumbers phones,
            ConsoleBenchmarkOptions options) {
        this.network = network;
        this.bank = bank;
        this.agency = agency;
        this.people = people;
        this.phones = phones;
        this.options = options;
        this.seeds = new Random(options.seed());
    }

    private record Moment(long nanos, Metrics bank, Metrics agency, Map<String, Duration> cpu, long ownCpu) {}

    Map<String, Object> measure(Consumer<String> progress) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        try (Crowd crowd = new Crowd()) {
            gather(crowd, client);
            progress.accept("%d people work, %d s to warm up"
                    .formatted(options.users(), options.warmUp().toSeconds()));
            pause(options.warmUp());
            progress.accept("measuring for %d s".formatted(options.duration().toSeconds()));
            Moment begun = now();
            pages.begin();
            waits.begin();
            pause(options.duration());
            Moment ended = now();
            return figures(begun, ended);
        }
    }

    private void gather(Crowd crowd, HttpClient client) throws IOException, InterruptedException {
        List<ConsoleBrowser> analysts = people.signIn(people.analysts(), network.console(bank), client, pages);
        List<ConsoleBrowser> bankAuditors = people.signIn(people.bankAuditors(), network.console(bank), client, pages);
        List<ConsoleBrowser> investigators =
                people.signIn(people.investigators(), network.console(agency), client, pages);
        List<ConsoleBrowser> agencyAuditors =
                people.signIn(people.agencyAuditors(), network.console(agency), client, pages);
        LookupTimes lookups = new LookupTimes(waits);
        analysts.forEach(browser -> join(crowd, new AnalystAtWork(browser, random())));
        investigators.forEach(browser -> join(crowd, new InvestigatorAtWork(browser, phones, lookups, random())));
        bankAuditors.forEach(browser -> join(crowd, new AuditorAtWork(browser, BANKS_WORK, random())));
        agencyAuditors.forEach(browser -> join(crowd, new AuditorAtWork(browser, AGENCYS_WORK, random())));
    }

    private void join(Crowd crowd, PersonAtWork person) {
        crowd.join("person", person, seeds.nextLong());
    }

    private Random random() {
        return new Random(seeds.nextLong());
    }

    private void pause(Duration duration) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            network.requireAlive();
            Thread.sleep(Math.min(left, 1_000));
        }
    }

    private Moment now() throws InterruptedException {
        return new Moment(
                System.nanoTime(),
                metrics.await(bank.http()),
                metrics.await(agency.http()),
                network.cpu(),
                ProcessFigures.cpuNanos());
    }

    private Map<String, Object> figures(Moment begun, Moment ended) {
        double seconds = (ended.nanos() - begun.nanos()) / 1e9;
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("requests", pages.requests());
        figures.put("errors", pages.errors() + waits.errors());
        if (pages.errors() + waits.errors() > 0) {
            figures.put("first_errors", List.of(pages.failures(), waits.failures()));
        }
        figures.put("conflicts", pages.conflicts());
        figures.put("requests_per_s", pages.requests() / seconds);
        figures.put("pages", pages.of(kind -> !LookupTimes.isWait(kind)).figures());
        figures.put("lookup_on_screen", waits.of(LookupTimes.WAIT::equals).figures());
        figures.put(
                "server",
                Map.of(
                        bank.id(), new ServerTimes(begun.bank(), ended.bank()).figures(),
                        agency.id(), new ServerTimes(begun.agency(), ended.agency()).figures()));
        figures.put("kinds", pages.byKind());
        figures.put("epochs", (long) (ended.bank().sum(EPOCH) - begun.bank().sum(EPOCH)));
        Map<String, Object> cores = new LinkedHashMap<>();
        ended.cpu()
                .forEach((id, cpu) -> cores.put(
                        id,
                        cpu.minus(begun.cpu().getOrDefault(id, Duration.ZERO)).toNanos() / 1e9 / seconds));
        cores.put("people", (ended.ownCpu() - begun.ownCpu()) / 1e9 / seconds);
        figures.put("cores_used", cores);
        return figures;
    }
}
