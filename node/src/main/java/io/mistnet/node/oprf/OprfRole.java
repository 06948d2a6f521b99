package io.mistnet.node.oprf;

import io.micrometer.core.instrument.MeterRegistry;
import io.mistnet.node.authorisation.AuthorisationCheck;
import io.mistnet.node.authorisation.AuthorisationTerms;
import io.mistnet.node.authorisation.QuotaLedger;
import io.mistnet.node.http.HealthCheck;
import io.mistnet.node.identity.Identity;
import io.mistnet.node.identity.Password;
import io.mistnet.node.network.LookupTerms;
import io.mistnet.node.network.Network;
import io.mistnet.node.request.RequestClient;
import io.mistnet.node.request.RequestHandler;
import io.mistnet.node.request.RequestKind;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;

/** What a holder of the lookup's key has: its shares, the ceremonies by which it came to them, and the service that evaluates with them. */
public final class OprfRole implements AutoCloseable {

    private final HeldKeys keys;
    private final KeyCeremonies ceremonies;
    private final HolderService service;
    private final QuotaLedger ledger;
    private final HealthCheck health;
    private final ScheduledExecutorService scheduler;
    private final ExecutorService workers;

    /**
     * Opens what is kept; nothing is asked or answered yet.
     *
     * @param password of the institution's key store; the shares are kept under it
     * @param folder where the shares ({@code keys}) and the counts of evaluations ({@code quota}) are kept
     * @param terms what the network agreed on for authorisations
     * @throws IOException where a kept share cannot be read
     */
    public OprfRole(
            Network network,
            Identity identity,
            Password password,
            Path folder,
            AuthorisationTerms terms,
            RequestClient client,
            CeremonyTiming timing,
            MeterRegistry registry,
            InstantSource clock)
            throws IOException {
        LookupTerms lookup = network.lookup().orElseThrow();
        Holders holders = Holders.of(network);
        int me = holders.numberOf(identity.institution());
        if (me == 0) {
            throw new IllegalArgumentException(
                    "the network file does not give %s the role oprf".formatted(identity.institution()));
        }
        SecureRandom random = new SecureRandom();
        HolderSite site = new HolderSite(holders, me, identity, timing, new CeremonyLog(registry), clock, random);
        keys = new HeldKeys(
                new KeyFolder(folder.resolve("keys"), password, me),
                new HashSet<>(lookup.keyEpochs()),
                timing.grace(),
                clock);
        ledger = QuotaLedger.open(folder.resolve("quota"), terms, clock);
        service = new HolderService(
                holders,
                keys,
                new AuthorisationCheck(terms, new ListedKeys(network), clock),
                ledger,
                new OprfMeters(registry),
                random);
        workers = Executors.newCachedThreadPool(daemon("mistnet-oprf"));
        scheduler = Executors.newScheduledThreadPool(lookup.keyEpochs().size(), daemon("mistnet-oprf-ceremony"));
        CeremonyPeers peers = new LinkedPeers(site, new HolderClient(holders, client, timing.request()), workers);
        ceremonies = new KeyCeremonies(
                site,
                lookup.keyEpochs().stream()
                        .map(epoch -> new KeyCeremony(epoch, lookup.refresh(), site, keys, peers))
                        .toList(),
                scheduler);
        health = new OprfHealth(keys, lookup.keyEpochs(), ceremonies::state);
    }

    /** What answers other institutions; to be served before {@link #start}. */
    public Map<RequestKind, RequestHandler> handlers() {
        return Map.of(
                RequestKind.OPRF_KEYGEN, ceremonies,
                RequestKind.OPRF_STATEMENT, service::statement,
                RequestKind.OPRF_EVALUATE, service::evaluate);
    }

    /** Begins the ceremonies that are due; the other holders need not be there yet. */
    public void start() {
        ceremonies.start();
    }

    /** Whether it has a share of each key, and what it waits for. */
    public HealthCheck health() {
        return health;
    }

    /** After the server of {@link #handlers} has ended. A step of a ceremony that is under way may go on for as long as the other holders take to answer, but keeps nothing. */
    @Override
    public void close() {
        ceremonies.close();
        scheduler.shutdownNow();
        workers.shutdownNow();
        keys.close();
        ledger.close();
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
