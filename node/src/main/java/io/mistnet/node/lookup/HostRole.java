package io.mistnet.node.lookup;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.mistnet.he.Kernel;
import io.mistnet.node.answering.AnswerDesk;
import io.mistnet.node.answering.DeskLimits;
import io.mistnet.node.answering.HostTables;
import io.mistnet.node.answering.UpdateQuota;
import io.mistnet.node.http.HealthCheck;
import io.mistnet.node.identity.Identity;
import io.mistnet.node.intelligence.LookupTable;
import io.mistnet.node.network.LookupTerms;
import io.mistnet.node.network.Network;
import io.mistnet.node.oprf.KeyContext;
import io.mistnet.node.request.RequestHandler;
import io.mistnet.node.request.RequestKind;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the host of the intelligence database has: the records, their tables in memory, and the desk where questions are answered. */
public final class HostRole implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HostRole.class);

    private final HostTables tables;
    private final HostHealth health;
    private final AnswerDesk desk;
    private final HostService service;

    /**
     * Opens the records of all key epochs; their tables then load.
     *
     * @param folder where the records are kept
     * @param limits what the desk takes on
     * @throws io.mistnet.node.storage.StorageException where the records cannot be opened
     */
    public HostRole(
            Network network,
            Identity identity,
            Path folder,
            DeskLimits limits,
            InstantSource clock,
            MeterRegistry registry) {
        LookupTerms terms = network.lookup().orElseThrow();
        SecureRandom random = new SecureRandom();
        tables = new HostTables(
                folder,
                KeyContext.ofNetwork(network.name()),
                terms.parameters(),
                terms.quotas().recordsPerInstitution(),
                Kernel.best(),
                random);
        List<LookupTable> served = terms.keyEpochs().stream().map(tables::serve).toList();
        served.forEach(table -> watch(table, terms.parameters().records(), registry));
        health = new HostHealth(served);
        tables.unserved()
                .forEach(left -> LOG.warn(
                        "{} holds records of a key epoch that the network file does not list; delete it once every contributor has sent its records under another",
                        left));
        desk = AnswerDesk.open(tables, limits, clock, random, registry);
        service = new HostService(network, tables, desk, new HostUpdates(tables, new UpdateQuota(clock)), identity);
    }

    private static void watch(LookupTable table, int most, MeterRegistry registry) {
        Tags epoch = Tags.of("key_epoch", String.valueOf(table.keyEpoch()));
        Gauge.builder("mistnet.lookup.records", table, LookupTable::records)
                .description("Records in the host's table")
                .tags(epoch)
                .register(registry);
        Gauge.builder("mistnet.lookup.records.most", () -> most)
                .description("Records for which the host's table was planned")
                .tags(epoch)
                .register(registry);
    }

    /** What answers other institutions. */
    public Map<RequestKind, RequestHandler> handlers() {
        return service.handlers();
    }

    /** Whether all tables are loaded and answer questions. */
    public HealthCheck health() {
        return health;
    }

    /** After the server of {@link #handlers} has ended. */
    @Override
    public void close() {
        desk.close();
        tables.close();
    }
}
