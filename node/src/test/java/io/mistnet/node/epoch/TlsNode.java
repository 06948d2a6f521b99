package io.mistnet.node.epoch;

import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** One institution's epochs over real links, with an actor system of its own. Its window is given. */
final class TlsNode implements AutoCloseable {

    private final List<EpochEvent> events = new CopyOnWriteArrayList<>();
    private final List<EpochResult> results = new CopyOnWriteArrayList<>();
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final ActorSystem<ControlEvent> system;
    private final ShareLinks shares;

    TlsNode(TrialNetwork trial, String institution, Path folder, LedgerSource ledgers) throws Exception {
        Network network = trial.network();
        Identity identity = trial.identity(institution);
        PinnedTls tls = Trials.tls(trial, institution);
        Topology topology = new Topology(network, institution);
        shares = new ShareLinks(topology, tls, LinkSettings.defaults(), Optional.empty(), new SimpleMeterRegistry());
        Roster roster = Roster.of(network, institution);
        EpochTerms terms = EpochTerms.of(network);
        Signatures signatures = new IdentitySignatures(identity, network);
        ShareChannels channels = new LinkChannels(shares, Duration.ofSeconds(2));
        SecureRandom random = new SecureRandom();
        InstantSource clock = InstantSource.system();
        EpochGuardian.Roles roles = new EpochGuardian.Roles(
                Optional.of(institution)
                        .filter(roster.coordinator()::equals)
                        .map(me -> outbox -> EpochCoordinator.create(
                                new CoordinatorSite(roster, terms, outbox, events::add, clock),
                                new EpochMark(folder.resolve("coordinator.mark")))),
                roster.party(institution)
                        .map(party -> outbox -> ComputeParticipant.create(
                                new ComputeSite(
                                        roster,
                                        party,
                                        terms,
                                        outbox,
                                        channels,
                                        signatures,
                                        new EvidenceLog(folder.resolve("evidence"), clock),
                                        events::add,
                                        clock,
                                        random,
                                        workers),
                                new EpochMark(folder.resolve("compute.mark")))),
                Optional.of(outbox -> DataParticipant.create(
                        new DataSite(
                                roster,
                                terms,
                                outbox,
                                channels,
                                signatures,
                                bank -> identity.secretWith(network, network.institution(bank)),
                                ledgers,
                                sink(),
                                events::add,
                                clock,
                                random,
                                workers),
                        new EpochMark(folder.resolve("data.mark")))));
        system = ActorSystem.create(
                Behaviors.setup(context -> {
                    ControlLinks[] links = new ControlLinks[1];
                    links[0] = new ControlLinks(
                            context.getSystem(),
                            topology,
                            tls,
                            ControlSettings.defaults(),
                            context.getSelf(),
                            new SimpleMeterRegistry());
                    links[0].start(Optional.empty());
                    return EpochGuardian.create(
                            roster, roles, events::add, (peer, payload) -> links[0].send(peer, payload));
                }),
                institution,
                ConfigFactory.parseString("pekko.coordinated-shutdown.exit-jvm = off, pekko.loglevel = WARNING")
                        .withFallback(ConfigFactory.load()));
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
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        workers.shutdownNow();
    }
}
