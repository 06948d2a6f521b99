package io.mistnet.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.mistnet.node.api.AuditOperations;
import io.mistnet.node.api.NodeOperations;
import io.mistnet.node.api.frame.ApiSection;
import io.mistnet.node.audit.AuditLog;
import io.mistnet.node.casework.ListSeal;
import io.mistnet.node.config.Address;
import io.mistnet.node.config.NodeConfig;
import io.mistnet.node.console.ConsoleSection;
import io.mistnet.node.console.ConsoleServer;
import io.mistnet.node.console.Responder;
import io.mistnet.node.console.audit.AuditBook;
import io.mistnet.node.console.audit.AuditSection;
import io.mistnet.node.control.ControlEvent;
import io.mistnet.node.control.ControlLinks;
import io.mistnet.node.control.ControlSettings;
import io.mistnet.node.epoch.EpochGuardian;
import io.mistnet.node.epoch.EpochListener;
import io.mistnet.node.epoch.EpochLog;
import io.mistnet.node.epoch.EpochMeters;
import io.mistnet.node.epoch.EpochPulse;
import io.mistnet.node.epoch.LinkChannels;
import io.mistnet.node.http.HealthCheck;
import io.mistnet.node.http.HealthMeters;
import io.mistnet.node.http.OperationsServer;
import io.mistnet.node.http.ProcessMeters;
import io.mistnet.node.identity.Identity;
import io.mistnet.node.identity.Password;
import io.mistnet.node.link.LinkSettings;
import io.mistnet.node.link.ShareLinks;
import io.mistnet.node.lookup.AskerRole;
import io.mistnet.node.lookup.http.AskerInvestigations;
import io.mistnet.node.lookup.http.Investigations;
import io.mistnet.node.lookup.http.LookupRoute;
import io.mistnet.node.lookup.http.LookupToken;
import io.mistnet.node.lookup.http.LookupWorkers;
import io.mistnet.node.network.Institution;
import io.mistnet.node.network.Network;
import io.mistnet.node.network.Role;
import io.mistnet.node.network.SigningKey;
import io.mistnet.node.peer.PinnedTls;
import io.mistnet.node.peer.Topology;
import io.mistnet.node.request.RequestListener;
import io.mistnet.node.trace.TracedInvestigations;
import io.mistnet.node.trace.Tracing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.server.Route;

/** Puts a node together, each part from those before it. What it opens it hands to {@code resources}. */
final class NodeAssembly {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration GRACE = Duration.ofSeconds(1);

    /** The process ends by its own shutdown hook, in the order of {@link Resources}; all logs go to SLF4J. */
    private static final Config OVERRIDES = ConfigFactory.parseString("""
            pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off
            pekko.coordinated-shutdown.exit-jvm = off
            pekko.http.server.remote-address-attribute = on
            pekko.loggers = ["org.apache.pekko.event.slf4j.Slf4jLogger"]
            pekko.logging-filter = "org.apache.pekko.event.slf4j.Slf4jLoggingFilter"
            """);

    private final NodeConfig config;
    private final Network network;
    private final Identity identity;
    private final Password password;
    private final Clock clock;
    private final Resources resources;
    private Optional<Tracing> tracing = Optional.empty();
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    NodeAssembly(
            NodeConfig config,
            Network network,
            Identity identity,
            Password password,
            Clock clock,
            Resources resources) {
        this.config = config;
        this.network = network;
        this.identity = identity;
        this.password = password;
        this.clock = clock;
        this.resources = resources;
    }

    MistnetNode start() throws IOException, GeneralSecurityException {
        startProcessMeters();
        DataFolder.prepare(config.dataDirectory());
        Topology topology = new Topology(network, config.institution());
        PinnedTls tls = new PinnedTls(identity, network, clock);
        Optional<BankRole> bank = openBank();
        Optional<AuditLog> audit = openAudit();
        tracing = Tracing.open(config.tracing(), config.institution(), clock);
        tracing.ifPresent(open -> resources.add("the traces", open));
        LookupRoles lookup = new LookupRoles(
                config,
                network,
                identity,
                clock,
                audit,
                meters,
                tracing.map(Tracing::requests).orElse(RequestListener.NONE),
                resources);
        lookup.start(topology, tls, password);
        ShareLinks shares = openShares(topology, tls);
        ActorSystem<ControlEvent> system = startEpochs(topology, tls, shares, bank);
        bank.ifPresent(role -> {
            role.startIngest(system);
            resources.add("the stream of transfers", () -> await(role.stopIngest()));
        });
        StandingLookups standing =
                new StandingLookups(config, network.institution(config.institution()), clock, meters, resources);
        standing.start(lookup.asker(), system);
        List<HealthCheck> lookups = Stream.concat(lookup.checks().stream(), standing.checks().stream())
                .toList();
        Optional<ConsoleRole> console = openConsole(audit);
        Optional<DeskRole> desk = console.flatMap(role -> bank.map(own -> openDesk(role, own)));
        List<HealthCheck> checks = checks(
                topology,
                shares,
                bank,
                Stream.concat(lookups.stream(), desk.stream().map(DeskRole::check))
                        .toList());
        if (console.isPresent()) {
            startConsole(system, console.get(), desk, lookup.asker(), checks);
        }
        // Last: who is told that the node is ready finds the console as well.
        OperationsServer http = startHttp(system, checks, lookup.asker());
        return new MistnetNode(
                resources, http.address(), bank.map(BankRole::failure).orElseGet(CompletableFuture::new));
    }

    private void startProcessMeters() {
        ProcessMeters process = new ProcessMeters();
        process.bindTo(meters);
        resources.add("the meters", process);
        new NodeMeters(network.institution(config.institution()), identity).bindTo(meters);
    }

    private Optional<BankRole> openBank() {
        if (!network.institution(config.institution()).has(Role.DATA)) {
            return Optional.empty();
        }
        BankRole bank = new BankRole(config, network, clock, meters);
        resources.add("the window and the publisher", bank::close);
        return Optional.of(bank);
    }

    private ShareLinks openShares(Topology topology, PinnedTls tls) throws IOException {
        NodeConfig.Links links = config.links();
        ShareLinks shares = new ShareLinks(
                topology,
                tls,
                new LinkSettings(links.handshakeTimeout(), links.retryMin(), links.retryMax(), links.mostPending()),
                links.listenShares().map(Address::resolve),
                meters);
        resources.add("the links for shares", shares);
        return shares;
    }

    private ActorSystem<ControlEvent> startEpochs(
            Topology topology, PinnedTls tls, ShareLinks shares, Optional<BankRole> bank) throws IOException {
        ExecutorService workers = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "mistnet-epoch");
            thread.setDaemon(true);
            return thread;
        });
        resources.add("the workers", workers::shutdownNow);
        EpochListener listener = EpochListener.all(epochListeners());
        EpochRoles epochs = new EpochRoles(
                network,
                identity,
                config.dataDirectory(),
                new LinkChannels(shares, network.timing().dealingDeadline()),
                listener,
                clock,
                workers);
        CompletableFuture<ControlLinks> control = new CompletableFuture<>();
        ActorSystem<ControlEvent> system = ActorSystem.create(
                EpochGuardian.create(
                        epochs.roster(),
                        epochs.roles(bank.map(role -> new EpochRoles.Bank(role.ledgers(), role.results()))),
                        listener,
                        context -> {
                            ControlLinks links = new ControlLinks(
                                    context.getSystem(), topology, tls, controlSettings(), context.getSelf(), meters);
                            control.complete(links);
                            return links::send;
                        }),
                "mistnet",
                OVERRIDES.withFallback(config.pekko().atPath("pekko")).withFallback(ConfigFactory.load()));
        resources.add("the actors", () -> {
            system.terminate();
            await(system.getWhenTerminated());
        });
        ControlLinks links = await(control);
        resources.add("the control links", () -> await(links.stop()));
        await(links.start(config.links().listenControl().map(Address::resolve)));
        return system;
    }

    private List<EpochListener> epochListeners() {
        List<EpochListener> listeners = new ArrayList<>(List.of(new EpochLog(), new EpochMeters(meters)));
        tracing.ifPresent(open -> listeners.add(open.epochs(network.hash())));
        Institution own = network.institution(config.institution());
        if (own.has(Role.COMPUTE)) {
            listeners.add(new EpochPulse(meters, clock, network.timing().interval()));
        } else if (own.has(Role.DATA)) {
            listeners.add(new EpochPulse(meters, clock, network.timing().releaseEvery()));
        }
        return listeners;
    }

    private static List<HealthCheck> checks(
            Topology topology, ShareLinks shares, Optional<BankRole> bank, List<HealthCheck> others) {
        List<HealthCheck> checks = new ArrayList<>();
        bank.ifPresent(role -> {
            checks.add(new StreamHealth(role));
            checks.add(new PublisherHealth(role));
        });
        checks.add(new LinksHealth(topology, shares));
        checks.addAll(others);
        return checks;
    }

    private OperationsServer startHttp(ActorSystem<?> system, List<HealthCheck> checks, Optional<AskerRole> asker)
            throws IOException {
        new HealthMeters(checks).bindTo(meters);
        InetSocketAddress address =
                new InetSocketAddress(config.http().host(), config.http().port());
        Optional<Route> investigators = Optional.empty();
        if (asker.isPresent()) {
            investigators = Optional.of(lookupRoute(system, asker.get()));
        }
        OperationsServer http = await(OperationsServer.start(system, address, checks, meters, investigators));
        resources.add("HTTP", () -> await(http.stop(GRACE)));
        return http;
    }

    /** Where lookups and people's accesses are written; empty where this institution has neither. */
    private Optional<AuditLog> openAudit() throws IOException {
        if (!config.console().enabled() && !LookupRoles.asks(network, network.institution(config.institution()))) {
            return Optional.empty();
        }
        AuditLog audit = AuditLog.openIn(config.dataDirectory(), identity, clock);
        resources.add("the audit log", audit);
        return Optional.of(audit);
    }

    private Optional<ConsoleRole> openConsole(Optional<AuditLog> audit) throws IOException {
        return config.console().enabled()
                ? Optional.of(new ConsoleRole(config, audit.orElseThrow(), meters, clock, resources))
                : Optional.empty();
    }

    private DeskRole openDesk(ConsoleRole console, BankRole bank) {
        return new DeskRole(config, network, bank, console.database(), clock, meters, resources);
    }

    private void startConsole(
            ActorSystem<?> system,
            ConsoleRole console,
            Optional<DeskRole> desk,
            Optional<AskerRole> asker,
            List<HealthCheck> checks)
            throws IOException, GeneralSecurityException {
        Institution own = network.institution(config.institution());
        List<Function<Responder, ConsoleSection>> sections = new ArrayList<>();
        List<ApiSection> operations = new ArrayList<>();
        desk.ifPresent(role -> {
            sections.add(role::section);
            operations.addAll(role.operations());
        });
        if (asker.isPresent()) {
            InvestigationRole work = new InvestigationRole(
                    network,
                    own,
                    investigations(asker.get()),
                    console.database(),
                    console.audit(),
                    ListSeal.openIn(config.dataDirectory()),
                    config.cases().leastRetentionDays(),
                    clock,
                    resources);
            sections.addAll(work.sections());
            operations.addAll(work.operations(console.operationWorkers()));
        }
        Path audit = config.dataDirectory().resolve(AuditLog.FOLDER);
        SigningKey key = identity.publicKeys().signing();
        AuditBook book = new AuditBook(audit, key, console.auditIndex());
        sections.add(responder -> new AuditSection(responder, book));
        operations.add(new NodeOperations(checks));
        operations.add(new AuditOperations(audit, key, console.auditIndex()));
        ConsoleServer server = await(console.start(system, sections, operations));
        resources.add("the console", () -> await(server.stop(GRACE)));
    }

    private Investigations investigations(AskerRole asker) {
        Investigations investigations = new AskerInvestigations(asker);
        return tracing.<Investigations>map(open -> new TracedInvestigations(investigations, open))
                .orElse(investigations);
    }

    private Route lookupRoute(ActorSystem<?> system, AskerRole asker) throws IOException {
        LookupWorkers workers = new LookupWorkers();
        resources.add("requests of the institution's users", workers);
        LookupToken token = LookupToken.renew(config.dataDirectory(), new SecureRandom());
        return new LookupRoute(system, investigations(asker), token, workers).route();
    }

    private ControlSettings controlSettings() {
        NodeConfig.Links links = config.links();
        return new ControlSettings(
                links.handshakeTimeout(),
                links.retryMin(),
                links.retryMax(),
                links.mostPending(),
                links.keepAlive(),
                links.idleTimeout());
    }

    private static <T> T await(CompletionStage<T> stage) throws IOException {
        try {
            return stage.toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | CompletionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof UncheckedIOException && cause.getCause() instanceof IOException reason) {
                throw reason;
            }
            throw new IOException(String.valueOf(cause == null ? e.getMessage() : cause.getMessage()), e);
        } catch (TimeoutException e) {
            throw new IOException("nothing happened within " + PATIENCE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
