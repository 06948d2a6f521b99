package io.mistnet.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.mistnet.node.config.Address;
import io.mistnet.node.config.NodeConfig;
import io.mistnet.node.control.ControlEvent;
import io.mistnet.node.control.ControlLinks;
import io.mistnet.node.control.ControlSettings;
import io.mistnet.node.epoch.EpochGuardian;
import io.mistnet.node.epoch.EpochListener;
import io.mistnet.node.epoch.EpochLog;
import io.mistnet.node.epoch.EpochMeters;
import io.mistnet.node.epoch.LinkChannels;
import io.mistnet.node.http.HealthCheck;
import io.mistnet.node.http.OperationsServer;
import io.mistnet.node.http.ProcessMeters;
import io.mistnet.node.identity.Identity;
import io.mistnet.node.identity.Password;
import io.mistnet.node.link.LinkSettings;
import io.mistnet.node.link.ShareLinks;
import io.mistnet.node.network.Network;
import io.mistnet.node.network.Role;
import io.mistnet.node.peer.PinnedTls;
import io.mistnet.node.peer.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
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
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;

/** Puts a node together, each part from those before it. What it opens it hands to {@code resources}. */
final class NodeAssembly {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration GRACE = Duration.ofSeconds(1);

    /** The process ends by its own shutdown hook, in the order of {@link Resources}; all logs go to SLF4J. */
    private static final Config OVERRIDES = ConfigFactory.parseString("""
            pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off
            pekko.coordinated-shutdown.exit-jvm = off
            pekko.loggers = ["org.apache.pekko.event.slf4j.Slf4jLogger"]
            pekko.logging-filter = "org.apache.pekko.event.slf4j.Slf4jLoggingFilter"
            """);

    private final NodeConfig config;
    private final Network network;
    private final Identity identity;
    private final Password password;
    private final Clock clock;
    private final Resources resources;
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
        LookupRoles lookup = new LookupRoles(config, network, identity, clock, meters, resources);
        lookup.start(topology, tls, password);
        ShareLinks shares = openShares(topology, tls);
        ActorSystem<ControlEvent> system = startEpochs(topology, tls, shares, bank);
        bank.ifPresent(role -> {
            role.startIngest(system);
            resources.add("the stream of transfers", () -> await(role.stopIngest()));
        });
        StandingLookups standing =
                new StandingLookups(config, network.institution(config.institution()), clock, meters, resources);
        if (lookup.asker().isPresent()) {
            standing.start(lookup.asker().get(), system);
        }
        List<HealthCheck> lookups = Stream.concat(lookup.checks().stream(), standing.checks().stream())
                .toList();
        OperationsServer http = startHttp(system, topology, shares, bank, lookups);
        return new MistnetNode(
                resources,
                http.address(),
                bank.map(BankRole::failure).orElseGet(CompletableFuture::new),
                lookup.asker());
    }

    private void startProcessMeters() {
        ProcessMeters process = new ProcessMeters();
        process.bindTo(meters);
        resources.add("the meters", process);
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
        EpochListener listener = EpochListener.all(List.of(new EpochLog(), new EpochMeters(meters)));
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

    private OperationsServer startHttp(
            ActorSystem<?> system,
            Topology topology,
            ShareLinks shares,
            Optional<BankRole> bank,
            List<HealthCheck> lookups)
            throws IOException {
        List<HealthCheck> checks = new ArrayList<>();
        bank.ifPresent(role -> {
            checks.add(new StreamHealth(role));
            checks.add(new PublisherHealth(role));
        });
        checks.add(new LinksHealth(topology, shares));
        checks.addAll(lookups);
        InetSocketAddress address =
                new InetSocketAddress(config.http().host(), config.http().port());
        OperationsServer http = await(OperationsServer.start(system, address, checks, meters));
        resources.add("HTTP", () -> await(http.stop(GRACE)));
        return http;
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
