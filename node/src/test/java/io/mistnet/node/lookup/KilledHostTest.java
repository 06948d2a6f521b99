package io.mistnet.node.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.intelligence.Operation;
import io.mistnet.node.intelligence.OperationResult;
import io.mistnet.node.request.RequestClient;
import io.mistnet.node.request.RequestFailedException;
import io.mistnet.node.request.RequestKind;
import io.mistnet.node.trial.TrialFolder;
import io.mistnet.node.wire.proto.LookupWire;
import io.mistnet.protocols.retrieval.FoundLabel;
import io.mistnet.protocols.retrieval.SelectorTags;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host's node in a process of its own, killed while a contributor updates over the link. */
@Tag("slow")
class KilledHostTest {

    private static final int KILLS = 4;
    private static final int MOST_BATCHES = 12;
    private static final int RECORDS = 16;
    private static final Duration START = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    private final SplittableRandom random = new SplittableRandom(20261122);

    /** How many batches the host has acknowledged. */
    private final AtomicInteger acknowledged = new AtomicInteger();

    @Test
    void anUpdateIsThereAsAWholeOrNotAtAllAndWhatWasAcknowledgedIsThere() throws Exception {
        try (LookupNodes nodes = new LookupNodes(folder)) {
            TrialFolder files = new TrialFolder(folder.resolve("trial"), new SecureRandom());
            files.write(nodes.trial, "localhost:1");
            RequestClient fiu = nodes.client("fiu");
            HostQuestions asker = nodes.questions("police");
            Process host = start(files, fiu);
            try {
                for (int kill = 0; kill < KILLS; kill++) {
                    int before = acknowledged.get();
                    Thread contributor = new Thread(() -> contribute(fiu, nodes, before + MOST_BATCHES));
                    contributor.start();
                    LookupNodes.await("a batch is acknowledged", () -> acknowledged.get() > before);
                    Thread.sleep(random.nextInt(150));
                    host.destroyForcibly().waitFor();
                    contributor.join();
                    assertThat(acknowledged.get()).isGreaterThan(before);
                    host = start(files, fiu);

                    int last = acknowledged.get();
                    for (int batch = before; batch < last; batch++) {
                        assertThat(found(asker, nodes, batch)).isEqualTo(RECORDS);
                    }
                    assertThat(found(asker, nodes, last)).isIn(0, RECORDS);
                    assertThat(send(fiu, nodes, last)).containsOnly(OperationResult.ADDED);
                    acknowledged.set(last + 1);
                    assertThat(found(asker, nodes, last)).isEqualTo(RECORDS);
                }
            } finally {
                host.destroyForcibly().waitFor();
            }
        }
    }

    private void contribute(RequestClient fiu, LookupNodes nodes, int end) {
        try {
            for (int batch = acknowledged.get(); batch < end; batch++) {
                send(fiu, nodes, batch);
                acknowledged.set(batch + 1);
            }
        } catch (RequestFailedException killed) {
            assertThat(killed).hasMessageContaining(LookupNodes.HOST);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<OperationResult> send(RequestClient fiu, LookupNodes nodes, int batch) throws Exception {
        List<Operation> operations = records(batch)
                .<Operation>mapToObj(i -> new Operation.Add(Tags.contribution(i, i, i, nodes.terms.parameters())))
                .toList();
        LookupWire.UpdateRequest request = Tags.update(batch, operations, nodes.terms.parameters());
        LookupWire.UpdateReply reply = LookupWire.UpdateReply.parseFrom(
                fiu.call(LookupNodes.HOST, RequestKind.HOST_UPDATE, request.toByteArray(), LookupNodes.soon()));
        assertThat(reply.getRefusal().getText()).isEmpty();
        return IntStream.range(0, reply.getResults().size())
                .mapToObj(i -> ResultCode.of(reply.getResults().byteAt(i)))
                .toList();
    }

    /** How many of a batch's records lookups find, with their labels. */
    private static int found(HostQuestions asker, LookupNodes nodes, int batch) throws Exception {
        List<SelectorTags> tags =
                records(batch).mapToObj(i -> Tags.of(i, nodes)).toList();
        List<List<FoundLabel>> labels = asker.askAll(1, tags, LookupNodes.soon(), Progress.NONE, new Disclosure());
        int found = 0;
        for (int i = 0; i < RECORDS; i++) {
            if (!labels.get(i).isEmpty()) {
                assertThat(labels.get(i)).hasSize(1);
                assertThat(ByteBuffer.wrap(labels.get(i).get(0).content()).getLong())
                        .isEqualTo((long) batch * RECORDS + i);
                found++;
            }
        }
        return found;
    }

    private static LongStream records(int batch) {
        return LongStream.range((long) batch * RECORDS, (batch + 1L) * RECORDS);
    }

    private Process start(TrialFolder files, RequestClient client) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dlogback.configurationFile=logback.xml",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "io.mistnet.node.NodeProcess$Main",
                        "--config",
                        files.nodeConfig(LookupNodes.HOST).toString())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(folder.resolve("node.log").toFile()))
                .start();
        Instant end = Instant.now().plus(START);
        while (!isLoaded(client)) {
            assertThat(process.isAlive() && Instant.now().isBefore(end))
                    .as(() -> "the host's process starts; it said%n%s".formatted(log()))
                    .isTrue();
            Thread.sleep(50);
        }
        return process;
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("node.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static boolean isLoaded(RequestClient client) throws IOException {
        try {
            byte[] reply = client.call(
                    LookupNodes.HOST,
                    RequestKind.HOST_INFO,
                    LookupWire.InfoRequest.getDefaultInstance().toByteArray(),
                    LookupNodes.soon());
            return LookupWire.InfoReply.parseFrom(reply).getTables(0).getLoaded();
        } catch (RequestFailedException away) {
            return false;
        }
    }
}
