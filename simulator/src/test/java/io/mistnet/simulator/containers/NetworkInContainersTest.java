package io.mistnet.simulator.containers;

import static io.mistnet.simulator.containers.ContainerNetwork.BANKS;
import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.network.NetworkFile;
import io.mistnet.simulator.demo.TrialTraffic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The built image as banks run it, with a real Kafka in a container: what happens when a container, a network or the broker fails. Each test leaves the network well. */
@Tag("slow")
@Tag("container")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NetworkInContainersTest {

    private static final Duration REPLAY = Duration.ofSeconds(3);

    @TempDir
    static Path folder;

    private static @Nullable ContainerNetwork started;
    private static ContainerNetwork containers;
    private static TrialTraffic traffic;
    private static Admin admin;

    @BeforeAll
    static void start() throws Exception {
        started = ContainerNetwork.start();
        containers = started;
        Path networkFile = Files.writeString(folder.resolve("network.conf"), containers.networkFile());
        traffic = new TrialTraffic(NetworkFile.read(networkFile), containers.kafka());
        traffic.createTopics();
        admin = Admin.create(Map.of("bootstrap.servers", containers.kafka()));
    }

    @AfterAll
    static void stop() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
        if (started != null) {
            started.close();
        }
    }

    @Test
    @Order(1)
    void banksInContainersRunEpochsOverTransfersFromKafka() throws Exception {
        traffic.replay(REPLAY, 1);

        for (String bank : BANKS) {
            containers.await(bank + " has read its transfers", () -> isAllRead(bank));
        }
        awaitEpochs("after the first transfers", 3);
        for (String bank : BANKS) {
            containers.await(
                    bank + " is healthy", () -> containers.healthOf(bank).equals("healthy"));
        }
    }

    @Test
    void epochsStopWhileAComputingContainerIsKilledAndGoOnAfterIt() throws Exception {
        double read = containers.metricOnceAnswered("bank-3", "mistnet_ingest_transfers_total", "");

        containers.kill("bank-3");

        awaitNoEpochs("bank-3");
        containers.startAgain("bank-3");
        awaitEpochs("after the return of bank-3", 2);
        assertThat(containers.metricOnceAnswered("bank-3", "mistnet_ingest_transfers_total", ""))
                .as("what was counted is counted once")
                .isEqualTo(read);
    }

    @Test
    void epochsStopWhileABankIsCutOffAndGoOnWhenTheNetworkIsBack() throws Exception {
        containers.disconnect("bank-3");

        awaitNoEpochs("bank-3");
        containers.connect("bank-3");
        awaitEpochs("after the partition", 2);
    }

    @Test
    void aBrokerThatRestartsCostsNoTransfer() throws Exception {
        containers.restart("kafka");

        traffic.createTopics();
        traffic.replay(REPLAY, 2);
        for (String bank : BANKS) {
            containers.await(bank + " has read on", () -> isAllRead(bank));
        }
        awaitEpochs("after the broker's restart", 2);
    }

    @Test
    void aPartitionThatIsAddedIsReadToo() throws Exception {
        admin.createPartitions(Map.of("bank-1.mistnet.transfers", NewPartitions.increaseTo(3)))
                .all()
                .get();

        traffic.replay(REPLAY, 3);

        containers.await("bank-1 has read all partitions", () -> isAllRead("bank-1"));
    }

    @Test
    void aTopicThatMayNotBeReadIsWaitedForAndReadOnceItMay() throws Exception {
        AclBinding denied = new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, "bank-2.mistnet.transfers", PatternType.LITERAL),
                new AccessControlEntry("User:*", "*", AclOperation.DESCRIBE, AclPermissionType.DENY));
        admin.createAcls(List.of(denied)).all().get();

        containers.await(
                "bank-2 says that it does not read",
                () -> containers.metric("bank-2", "mistnet_ingest_up", "") == 0
                        && containers.metric("bank-2", "mistnet_health_up", "\"transfers\"") == 0);
        admin.deleteAcls(List.of(denied.toFilter())).all().get();

        traffic.replay(REPLAY, 4);
        containers.await("bank-2 reads again", () -> isAllRead("bank-2"));
    }

    private static boolean isAllRead(String bank) {
        try {
            Map<TopicPartition, Long> ends = new HashMap<>();
            String topic = bank + ".mistnet.transfers";
            int partitions = admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions()
                    .size();
            for (int partition = 0; partition < partitions; partition++) {
                TopicPartition at = new TopicPartition(topic, partition);
                ends.put(
                        at,
                        admin.listOffsets(Map.of(at, OffsetSpec.latest()))
                                .partitionResult(at)
                                .get()
                                .offset());
            }
            long sent = ends.values().stream().mapToLong(Long::longValue).sum();
            return sent > 0 && containers.metric(bank, "mistnet_ingest_transfers_total", "") == sent;
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The coordinator is P0, which is bank-2. */
    private static double completed() throws InterruptedException {
        return containers.metricOnceAnswered("bank-2", "mistnet_epoch_attempts_total", "\"released\"");
    }

    private static boolean hasCompleted(double epochs) {
        return containers.metric("bank-2", "mistnet_epoch_attempts_total", "\"released\"") >= epochs;
    }

    private static void awaitEpochs(String when, int more) throws InterruptedException {
        double before = completed();
        containers.await("epochs " + when, () -> hasCompleted(before + more));
    }

    private static void awaitNoEpochs(String peer) throws InterruptedException {
        double before = containers.metricOnceAnswered("bank-2", "mistnet_epoch_absences_total", '"' + peer + '"');
        containers.await(
                "the coordinator misses " + peer,
                () -> containers.metric("bank-2", "mistnet_epoch_absences_total", '"' + peer + '"') > before + 1);
        double completed = completed();
        Thread.sleep(2500);
        assertThat(completed()).isEqualTo(completed);
    }
}
