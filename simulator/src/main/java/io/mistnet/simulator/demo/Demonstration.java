package io.mistnet.simulator.demo;

import io.mistnet.connectors.dataset.DataSetOptions;
import io.mistnet.node.trial.TrialLookup;
import io.mistnet.protocols.propagation.Policy;
import io.mistnet.simulator.intelligence.IntelligenceFiles;
import io.mistnet.simulator.intelligence.IntelligenceParameters;
import io.mistnet.simulator.intelligence.SyntheticIntelligence;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Starts a network, replays a scenario, shows what happens, and sums up. */
public final class Demonstration {

    private static final int ACCOUNTS = 2_000;
    private static final int TRANSFERS_PER_SECOND = 100;
    private static final Duration MOST_PATIENCE = Duration.ofMinutes(2);
    private static final int LAST_EPOCHS = 3;
    private static final int LABEL_BYTES = 64;
    private static final int MULES_ONE_IN = 10;
    private static final LocalDate LAST_DAY = LocalDate.of(2025, 12, 31);

    private final DemoOptions options;
    private final String mainClass;
    private final PrintWriter out;
    private final long begun = System.nanoTime();

    /**
     * A demonstration that has not begun.
     *
     * @param mainClass the class whose command {@code node} runs a node
     * @param out where to say what happens
     */
    public Demonstration(DemoOptions options, String mainClass, PrintWriter out) {
        this.options = options;
        this.mainClass = mainClass;
        this.out = out;
    }

    /**
     * Runs to the end, or until the process is told to stop. Whatever happens, no process and no file of it is left.
     *
     * @param result takes what it came to; is told nothing where the process was told to stop before
     */
    public void run(Consumer<Summary> result) throws IOException, GeneralSecurityException, InterruptedException {
        try (StopRequest stop = new StopRequest()) {
            try {
                runInFolder(result);
            } catch (IOException | InterruptedException | RuntimeException e) {
                if (!stop.isMade()) {
                    throw e;
                }
                say("Stopped.");
            }
        }
    }

    private void runInFolder(Consumer<Summary> result)
            throws IOException, GeneralSecurityException, InterruptedException {
        Scenario scenario = scenario();
        say("Scenario: %s. %,d accounts at %d banks, %,d transfers in %d s."
                .formatted(
                        scenario.name(),
                        scenario.accounts().size(),
                        scenario.banks(),
                        scenario.transfers().size(),
                        options.duration().toSeconds()));
        Path folder = options.keep() == null
                ? Files.createTempDirectory("mistnet-demo-")
                : Files.createDirectories(options.keep());
        try {
            say("Starting Kafka ...");
            Optional<TrialLookup> lookup =
                    hasLookup() ? Optional.of(TrialLookup.plan(options.records(), LABEL_BYTES)) : Optional.empty();
            try (DemoNetwork network = DemoNetwork.prepare(folder, Math.max(3, scenario.banks()), lookup)) {
                say("Starting %d institutions, a process each; three of them compute%s ..."
                        .formatted(
                                network.institutions(),
                                hasLookup() ? ", three hold the lookup's key, one hosts the database" : ""));
                People people = options.stay() ? network.addPeople() : People.NONE;
                network.startNodes(mainClass);
                result.accept(show(scenario, network));
                if (options.stay()) {
                    stay(network, people, folder);
                }
            }
        } finally {
            if (options.keep() == null) {
                delete(folder);
            }
        }
    }

    /** Until the process is told to stop, which interrupts the thread. Whoever tries out what becomes of the others may end a node. */
    private void stay(DemoNetwork network, People people, Path folder) throws InterruptedException {
        say(people.text());
        say("Its files: " + folder);
        say("The network goes on. Ctrl-C ends it and deletes its files.");
        Set<String> known = new HashSet<>();
        while (true) {
            network.ended().stream().filter(known::add).forEach(name -> say(name + " has ended; the others go on."));
            Thread.sleep(1000);
        }
    }

    private boolean hasLookup() {
        return options.records() > 0;
    }

    private Summary show(Scenario scenario, DemoNetwork network) throws IOException, InterruptedException {
        try (Replay replay = new Replay(scenario, network.banks(), network.kafka(), InstantSource.system());
                FlagWatch watch = new FlagWatch(network.banks(), network.kafka());
                @Nullable Investigation investigation = hasLookup() ? investigation(scenario, network, watch) : null) {
            Thread watching = start("flags", watch);
            replay.sendRiskScores();
            Thread replaying = start("replay", () -> replay.run(options.duration()));
            LiveView view = new LiveView(network.banks(), out);
            try {
                while (isUnderWay(investigation) || replaying.isAlive()) {
                    network.requireAlive();
                    view.show(
                            replay.sent(),
                            scenario.transfers().size(),
                            watch.byBank(),
                            investigation == null ? "" : investigation.progress());
                    Thread.sleep(1000);
                }
            } finally {
                replaying.interrupt();
                replaying.join();
            }
            say("Waiting for the last epochs ...");
            awaitLastEpochs(network, replay, view);
            view.show(replay.sent(), scenario.transfers().size(), watch.byBank(), "");
            Summary summary = summary(
                    scenario,
                    network.policy(),
                    replay,
                    watch,
                    view,
                    investigation == null ? Optional.empty() : Optional.of(investigation.summary()));
            watch.close();
            watching.join();
            return summary;
        }
    }

    /** Also tells what went wrong in it, while transfers are still replayed. */
    private static boolean isUnderWay(@Nullable Investigation investigation) throws IOException, InterruptedException {
        return investigation != null && !investigation.isDone();
    }

    private Investigation investigation(Scenario scenario, DemoNetwork network, FlagWatch watch) throws IOException {
        LookupSites sites = network.lookup();
        SyntheticIntelligence intelligence = new SyntheticIntelligence(new IntelligenceParameters(
                options.seed(),
                options.records(),
                sites.banks().stream().map(Site::id).toList(),
                sites.agencies().stream().map(Site::id).toList(),
                scenario.mules(options.records() / MULES_ONE_IN),
                LAST_DAY));
        if (options.keep() != null) {
            IntelligenceFiles.write(intelligence.records(), options.keep().resolve("intelligence"));
        }
        IntelligenceLoad load =
                new IntelligenceLoad(sites.contributors(), intelligence.records(), new OnceMore(this::say));
        return new Investigation(load, new LookupStory(sites, intelligence, load, scenario, watch, this::say, begun));
    }

    /** Until a few epochs have run since the nodes read the last transfer; a busy machine or a large data set needs longer than the usual few seconds. */
    private static void awaitLastEpochs(DemoNetwork network, Replay replay, LiveView view) throws InterruptedException {
        long deadline = System.nanoTime() + MOST_PATIENCE.toNanos();
        while (view.read() < replay.records() && System.nanoTime() < deadline) {
            network.requireAlive();
            Thread.sleep(200);
        }
        long enough = view.epochs() + LAST_EPOCHS;
        while (view.epochs() < enough && System.nanoTime() < deadline) {
            network.requireAlive();
            Thread.sleep(200);
        }
        Thread.sleep(1000);
    }

    private static Summary summary(
            Scenario scenario,
            Policy policy,
            Replay replay,
            FlagWatch watch,
            LiveView view,
            Optional<LookupSummary> lookup)
            throws InterruptedException {
        Comparison comparison = new Comparison(scenario, policy);
        boolean[] pooled = comparison.pooled(replay.sent());
        boolean[] alone = comparison.alone(replay.sent());
        boolean[] together = new boolean[pooled.length];
        for (int i = 0; i < together.length; i++) {
            together[i] = watch.isFlagged(scenario.accounts().get(i).number());
        }
        long epochs = view.epochs();
        return new Summary(
                Summary.Found.of(scenario, i -> alone[i]),
                Summary.Found.of(scenario, i -> together[i]),
                Summary.Found.of(scenario, i -> pooled[i]),
                Summary.disagreeing(together, pooled),
                Delays.of(scenario, comparison, replay, watch.firstRaisedAt()),
                epochs,
                epochs == 0 ? 0 : view.bytesSent() / epochs,
                lookup);
    }

    private Scenario scenario() throws IOException {
        if (options.data() == null) {
            int transfers = (int) Math.min(1_000_000, options.duration().toSeconds() * TRANSFERS_PER_SECOND);
            return Scenario.synthetic(options.banks(), options.seed(), ACCOUNTS, transfers);
        }
        return Scenario.of(
                options.format().open(options.data(), new DataSetOptions(options.banks(), Set.of())),
                options.data().toString(),
                options.banks(),
                options.seed());
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new IllegalStateException("could not delete " + folder + ": " + e.getMessage(), e);
        }
    }
}
