package io.mistnet.node;

import io.micrometer.core.instrument.MeterRegistry;
import io.mistnet.node.authorisation.ApprovalFile;
import io.mistnet.node.authorisation.Grounds;
import io.mistnet.node.authorisation.Purpose;
import io.mistnet.node.config.NodeConfig;
import io.mistnet.node.http.HealthCheck;
import io.mistnet.node.lookup.ApprovedLookup;
import io.mistnet.node.lookup.AskerRole;
import io.mistnet.node.lookup.Asking;
import io.mistnet.node.lookup.BulkLookup;
import io.mistnet.node.network.Institution;
import io.mistnet.node.network.Role;
import io.mistnet.node.payee.CheckClients;
import io.mistnet.node.payee.PayeeChecks;
import io.mistnet.node.payee.PayeeSettings;
import io.mistnet.node.payee.PayeeTopics;
import io.mistnet.node.publish.FlagClients;
import io.mistnet.node.watch.ChangeSink;
import io.mistnet.node.watch.FileChanges;
import io.mistnet.node.watch.KafkaChanges;
import io.mistnet.node.watch.Watch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorSystem;

/** What a node looks up by itself: a bank's payees before it pays them, and the watch list. */
final class StandingLookups {

    private static final String USER = "node";
    private static final String WATCH_FOLDER = "watch";
    private static final String CHANGES_FILE = "changes.jsonl";

    private final NodeConfig config;
    private final Institution own;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final Resources resources;
    private final List<HealthCheck> checks = new ArrayList<>();

    StandingLookups(
            NodeConfig config, Institution own, InstantSource clock, MeterRegistry meters, Resources resources) {
        this.config = config;
        this.own = own;
        this.clock = clock;
        this.meters = meters;
        this.resources = resources;
    }

    /** Starts what node.conf wants of it; Kafka, holders and host need not be there yet. */
    void start(AskerRole asker, ActorSystem<?> system) throws IOException {
        Optional<String> payees = config.kafka().topics().payeeChecks();
        if (payees.isPresent() && own.has(Role.DATA)) {
            startPayees(asker, payees.get());
        }
        Optional<Path> list = config.lookup().watchList();
        if (list.isPresent()) {
            startWatch(asker, list.get(), system);
        }
    }

    private void startPayees(AskerRole asker, String topic) throws IOException {
        NodeConfig.Payees payees = config.lookup().payees();
        NodeConfig.Kafka kafka = config.kafka();
        Asking asking = asking("payees", payees.standing());
        PayeeChecks started = new PayeeChecks(
                CheckClients.of(kafka.settings(), kafka.group() + "-payees"),
                new PayeeTopics(
                        topic, kafka.topics().payeeResults(), kafka.topics().deadLetters()),
                kafka.settings(),
                PayeeSettings.of(asking, payees.batch(), payees.linger()),
                lookup(asker, asking, payees.standing()),
                meters,
                clock);
        started.start();
        resources.add("the payee checks", started);
        checks.add(started.health());
    }

    private void startWatch(AskerRole asker, Path list, ActorSystem<?> system) throws IOException {
        NodeConfig.Standing standing = config.lookup().watch();
        Asking asking = asking("watch", standing);
        Path folder = config.dataDirectory().resolve(WATCH_FOLDER);
        Watch watch = new Watch(
                list,
                config.lookup().watchEvery(),
                folder,
                lookup(asker, asking, standing),
                asking,
                sink(folder),
                meters,
                clock);
        watch.start(system);
        checks.add(watch.health());
    }

    private ChangeSink sink(Path folder) {
        NodeConfig.Kafka kafka = config.kafka();
        return own.has(Role.DATA)
                ? new KafkaChanges(
                        FlagClients.of(kafka.settings(), kafka.group() + "-watch"),
                        kafka.topics().payeeResults())
                : new FileChanges(folder.resolve(CHANGES_FILE));
    }

    private static BulkLookup lookup(AskerRole asker, Asking asking, NodeConfig.Standing standing) {
        Grounds grounds = new Grounds(asking.caseReference(), asking.legalBasis(), Purpose.ASK);
        return new ApprovedLookup(
                asker.lookups(),
                standing.approval().map(file -> new ApprovalFile(file, grounds, asker.authorisations())));
    }

    private static Asking asking(String key, NodeConfig.Standing standing) throws IOException {
        String legalBasis = standing.legalBasis()
                .orElseThrow(() -> new IOException(
                        "node.conf: mistnet.lookup.%s.legal-basis: missing; name the law, order or contract that allows these lookups"
                                .formatted(key)));
        return new Asking(USER, standing.caseReference(), legalBasis);
    }

    List<HealthCheck> checks() {
        return List.copyOf(checks);
    }
}
