package io.mistnet.node.epoch;

import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mistnet.node.EpochRoles;
import io.mistnet.node.control.ControlEvent;
import io.mistnet.node.control.ControlLinks;
import io.mistnet.node.control.ControlSettings;
import io.mistnet.node.identity.Identity;
import io.mistnet.node.link.LinkSettings;
import io.mistnet.node.link.ShareLinks;
import io.mistnet.node.network.Network;
import io.mistnet.node.peer.PinnedTls;
import io.mistnet.node.peer.Topology;
import io.mistnet.node.trial.TrialNetwork;
import io.mistnet.node.trial.Trials;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;

/** One institution's epochs over real links, with an actor system of its own. Its window is given. */
final class TlsNode implements AutoCloseable {

    private final List<EpochEvent> events = new CopyOnWriteArrayList<>();
    private final List<EpochResult> results = new CopyOnWriteArrayList<>();
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final ActorSystem<ControlEvent> system;
    private final ShareLinks shares;
    private final ControlLinks control;

    TlsNode(TrialNetwork trial, String institution, Path folder, LedgerSource ledgers) throws Exception {
        Network network = trial.network();
        Identity identity = trial.identity(institution);
        PinnedTls tls = Trials.tls(trial, institution);
        Topology topology = new Topology(network, institution);
        shares = new ShareLinks(topology, tls, LinkSettings.defaults(), Optional.empty(), new SimpleMeterRegistry());
        CompletableFuture<ControlLinks> made = new CompletableFuture<>();
        EpochRoles roles = new EpochRoles(
                network,
                identity,
                folder,
                new LinkChannels(shares, Duration.ofSeconds(20)),
                events::add,
                InstantSource.system(),
                workers);
        system = ActorSystem.create(
                EpochGuardian.create(
                        roles.roster(),
                        roles.roles(Optional.of(new EpochRoles.Bank(ledgers, sink()))),
                        events::add,
                        context -> {
                            ControlLinks links = new ControlLinks(
                                    context.getSystem(),
                                    topology,
                                    tls,
                                    ControlSettings.defaults(),
                                    context.getSelf(),
                                    new SimpleMeterRegistry());
                            made.complete(links);
                            return links::send;
                        }),
                institution,
                ConfigFactory.parseString("pekko.coordinated-shutdown.exit-jvm = off, pekko.loglevel = WARNING")
                        .withFallback(ConfigFactory.load()));
        control = await(made);
        await(control.start(Optional.empty()));
    }

    List<EpochEvent> events() {
        return events;
    }

    List<EpochResult> results() {
        return results;
    }

    private ResultSink sink() {
        return new ResultSink() {
            @Override
            public void accept(EpochResult result) {
                results.add(result);
            }

            @Override
            public Optional<String> objection() {
                return Optional.empty();
            }
        };
    }

    /** Ends it without a word to the others, as a killed process. */
    @Override
    public void close() {
        shares.close();
        await(control.stop());
        system.terminate();
        await(system.getWhenTerminated());
        workers.shutdownNow();
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
