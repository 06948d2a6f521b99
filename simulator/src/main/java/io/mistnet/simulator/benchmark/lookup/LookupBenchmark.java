package io.mistnet.simulator.benchmark.lookup;

import io.mistnet.node.answering.HostTables;
import io.mistnet.node.authorisation.SupervisorMissingException;
import io.mistnet.node.config.NodeConfigFile;
import io.mistnet.node.identity.KeyGeneration;
import io.mistnet.node.intelligence.StoreTerms;
import io.mistnet.node.lookup.LookupFailedException;
import io.mistnet.node.network.LookupTerms;
import io.mistnet.node.network.Network;
import io.mistnet.node.oprf.HoldersAwayException;
import io.mistnet.node.oprf.KeyContext;
import io.mistnet.node.request.Deadline;
import io.mistnet.node.trial.TrialFolder;
import io.mistnet.node.trial.TrialLookup;
import io.mistnet.node.trial.TrialNetwork;
import io.mistnet.node.trial.TrialPlan;
import io.mistnet.protocols.sharing.Seed;
import io.mistnet.simulator.network.FreePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Measures the encrypted lookup on a trial network of this machine: a host in a process of its own, three holders, and an asker that checks every answer.
 *
 * <p>Nearly all records are synthetic and lie in the host's store before it starts, since each would cost its contributor and the holders an evaluation; a few hundred are contributed the whole way.
 */
public final class LookupBenchmark {

    private static final int BANKS = 2;
    private static final int LEAST_RECORDS = 16;
    private static final int REAL_RECORDS = 256;
    private static final int SINGLES = 100;
    private static final int LOOK_UPS = 20;
    private static final int LARGE = 2_000_000;
    private static final int UPDATES = 3;
    private static final String NO_KAFKA = "localhost:9092";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration VALIDITY = Duration.ofDays(2);

    private final int records;
    private final int filled;
    private final int queries;
    private final int batch;
    private final TrialLookup lookup;
    private final Optional<String> kernel;
    private final List<String> hostCommand;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param records that the table is planned for
     * @param fill share of them that it is filled with: what questions and sweeps take depends on the plan alone
     * @param labelBytes of one label
     * @param queries at least so many answers are checked; those beyond a hundred come in batches
     * @param batch selectors of one batch
     * @param kernel that the host runs on; empty for the fastest
     * @param hostCommand the main class with the arguments that run a {@link LookupHost}, but for its configuration, which is put behind them
     * @throws IllegalArgumentException where a number is out of range
     */
    public LookupBenchmark(
            int records,
            double fill,
            int labelBytes,
            int queries,
            int batch,
            Optional<String> kernel,
            List<String> hostCommand) {
        this.filled = (int) Math.min(records, Math.round(records * fill));
        if (filled < LEAST_RECORDS || queries < 1 || batch < 1) {
            throw new IllegalArgumentException(
                    "%d of %d records, %d queries, batches of %d: take at least %d records and one query"
                            .formatted(filled, records, queries, batch, LEAST_RECORDS));
        }
        this.records = records;
        this.queries = queries;
        this.batch = batch;
        this.lookup = TrialLookup.plan(records, labelBytes);
        this.kernel = kernel;
        this.hostCommand = List.copyOf(hostCommand);
    }

    /**
     * Runs it in a folder, which should be empty, and is to be deleted afterwards.
     *
     * @param progress is told in words what begins
     * @return the figures by name
     */
    public Map<String, Object> run(Path folder, Consumer<String> progress)
            throws IOException, GeneralSecurityException, InterruptedException, LookupFailedException,
                    HoldersAwayException, SupervisorMissingException {
        int ports = FreePorts.inARow(TrialPlan.PORTS_AN_INSTITUTION * (BANKS + TrialPlan.MOST_OTHERS));
        TrialNetwork trial = TrialNetwork.generate(
                new TrialPlan("benchmark", BANKS, false, ports, Optional.of(lookup)),
                new KeyGeneration(random, Clock.systemUTC(), VALIDITY));
        TrialFolder files = new TrialFolder(folder, random);
        files.write(trial, NO_KAFKA);
        Path configuration =
                files.nodeConfig(trial.network().host().orElseThrow().id());
        try (LookupParties parties = new LookupParties(trial, folder)) {
            progress.accept("three holders generate the key");
            parties.awaitKey();
            return run(trial.network(), parties, configuration, folder, progress)
                    .figures();
        }
    }

    private LookupReport run(
            Network network, LookupParties parties, Path configuration, Path folder, Consumer<String> progress)
            throws IOException, InterruptedException, LookupFailedException, HoldersAwayException,
                    SupervisorMissingException {
        LookupTerms terms = network.lookup().orElseThrow();
        RealRecords real = new RealRecords(parties.asker(), Math.min(REAL_RECORDS, filled / 4));
        SyntheticRecords synthetic = synthetic(network, parties, filled - real.count());
        progress.accept("sealing and storing %d records".formatted(synthetic.count()));
        StoreTerms store = new StoreTerms(
                KeyContext.ofNetwork(network.name()),
                terms.keyEpoch(),
                terms.parameters(),
                terms.quotas().recordsPerInstitution());
        Path tables = LookupHost.records(NodeConfigFile.read(configuration).dataDirectory());
        StoreFilling.Cost filling = new StoreFilling(store, synthetic, LookupParties.ASKER)
                .fill(HostTables.folderOf(tables, terms.keyEpoch()), progress);
        List<String> command = new ArrayList<>(hostCommand);
        command.add(configuration.toString());
        progress.accept("the host loads its table");
        try (HostProcess host = HostProcess.start(command, kernel, folder.resolve("host.log"))) {
            HostFigures loaded = host.loaded();
            progress.accept("contributing %d records by selector".formatted(real.count()));
            real.contribute();
            LookupMeasurement measurement = new LookupMeasurement(
                    host, parties, terms.keyEpoch(), new QuestionSeries(synthetic, random.nextLong()));
            int singles = Math.min(queries, SINGLES);
            progress.accept("asking %d single questions".formatted(singles));
            List<Served> served = measurement.singles(singles);
            progress.accept("looking up selectors, from end to end");
            measurement.evaluations();
            measurement.lookUps(real, LOOK_UPS);
            int batches = Math.max(1, (queries - singles + batch - 1) / batch);
            progress.accept("asking %d batches of %d".formatted(batches, batch));
            measurement.batches(batches, batch);
            progress.accept("updating the table");
            measurement.updates(real, records < LARGE ? UPDATES : 1);
            HostFigures last = host.figures();
            progress.accept("measuring the parts");
            return new LookupReport(
                    filled,
                    terms.parameters(),
                    filling,
                    loaded,
                    served,
                    measurement,
                    AskerFigures.measure(terms.parameters(), synthetic),
                    batch,
                    last,
                    new StreamSpeed(last.threads()).bytesPerSecond());
        }
    }

    private SyntheticRecords synthetic(Network network, LookupParties parties, int count)
            throws HoldersAwayException, InterruptedException {
        LookupTerms terms = network.lookup().orElseThrow();
        byte[] seed = new byte[Seed.BYTES];
        random.nextBytes(seed);
        return new SyntheticRecords(
                terms,
                parties.evaluator().keyContext(terms.keyEpoch(), Deadline.in(PATIENCE)),
                network.institution(LookupParties.ASKER).number(),
                count,
                Seed.of(seed));
    }
}
