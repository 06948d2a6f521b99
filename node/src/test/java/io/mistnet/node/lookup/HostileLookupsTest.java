package io.mistnet.node.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.mistnet.node.intelligence.Operation;
import io.mistnet.node.request.PeerFailedException;
import io.mistnet.node.request.RequestClient;
import io.mistnet.node.request.RequestFailedException;
import io.mistnet.node.request.RequestKind;
import io.mistnet.node.wire.proto.LookupWire;
import io.mistnet.protocols.retrieval.FoundLabel;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand random and mutated messages as keys, queries, batches, updates and answers, over the real links and through the real desk, while another asker goes on. */
@Tag("slow")
class HostileLookupsTest {

    private static final int MESSAGES = 10_000;
    private static final int WARM_UP = 2_000;
    private static final long MOST_BYTES = 192L << 20;
    private static final long MOST_DIRECT_BYTES = 32L << 20;

    @TempDir
    private Path folder;

    private final SplittableRandom random = new SplittableRandom(20261122);
    private final byte[][] valid = new byte[4][];
    private int refused;
    private int answered;

    @Test
    void eachEndsInAClearErrorOrAnAnswerAndDisturbsNobodyElse() throws Exception {
        ExecutorService others = Executors.newSingleThreadExecutor();
        AtomicBoolean stopped = new AtomicBoolean();
        try (LookupNodes nodes = new LookupNodes(folder)) {
            nodes.startHost(LookupNodes.HOST, LookupNodes.limits(1_000_000, 1_000_000));
            RequestClient client = nodes.client("police");
            fill(client, nodes);
            HostQuestions lied = nodes.questions("fiu");
            lied.ask(1, Tags.of(1, nodes), LookupNodes.soon(), new Disclosure());
            learn(nodes, client);
            nodes.exchanged.clear();
            nodes.spare("bank-1");
            Future<Integer> other = others.submit(() -> askHonestly(nodes.questions("bank-1"), nodes, stopped));
            long before = 0;
            long directBefore = 0;
            for (int i = 0; i < MESSAGES; i++) {
                if (i == WARM_UP) {
                    before = residentBytes();
                    directBefore = directBytes();
                }
                if (i % 5 == 4) {
                    lie(nodes, lied);
                } else {
                    send(client, i % 5);
                }
                nodes.exchanged.clear();
            }
            long grown = residentBytes() - before;
            stopped.set(true);
            System.out.printf(
                    "%d hostile messages: %d refused, %d answered; %d lookups of another meanwhile; resident memory beside the heap grew by %d KiB%n",
                    MESSAGES, refused, answered, other.get(), grown >> 10);
            assertThat(other.get()).isGreaterThan(50);
            assertThat(refused).isGreaterThan(MESSAGES / 2);
            assertThat(grown).isLessThan(MOST_BYTES);
            assertThat(directBytes() - directBefore).isLessThan(MOST_DIRECT_BYTES);
        } finally {
            others.shutdownNow();
        }
    }

    private static void fill(RequestClient client, LookupNodes nodes) throws Exception {
        LookupWire.UpdateRequest update = Tags.update(
                1,
                List.of(new Operation.Add(Tags.contribution(1, 1, 42, nodes.terms.parameters()))),
                nodes.terms.parameters());
        client.call(LookupNodes.HOST, RequestKind.HOST_UPDATE, update.toByteArray(), LookupNodes.soon());
    }

    /** One valid message of each kind, under the police's own keys. */
    private void learn(LookupNodes nodes, RequestClient client) throws Exception {
        valid[0] = nodes.exchanged(RequestKind.HOST_KEYS).get(0).request();
        byte[] keyId = client.call(LookupNodes.HOST, RequestKind.HOST_KEYS, valid[0], LookupNodes.soon());
        ByteString own = LookupWire.KeysReply.parseFrom(keyId).getKeyId();
        LookupWire.QueryRequest query = LookupWire.QueryRequest.parseFrom(
                nodes.exchanged(RequestKind.HOST_QUERY).get(0).request());
        valid[1] = query.toBuilder().setKeyId(own).build().toByteArray();
        valid[2] = LookupWire.BatchRequest.newBuilder()
                .setKeyEpoch(1)
                .setKeyId(own)
                .setSelectors(16)
                .setQueries(ByteString.copyFrom(Collections.nCopies(16, query.getQuery())))
                .build()
                .toByteArray();
        valid[3] = nodes.exchanged(RequestKind.HOST_UPDATE).get(0).request();
        send(client, RequestKind.HOST_BATCH, valid[2]);
        assertThat(answered).isOne();
    }

    private void send(RequestClient client, int which) throws Exception {
        RequestKind kind = List.of(
                        RequestKind.HOST_KEYS, RequestKind.HOST_QUERY, RequestKind.HOST_BATCH, RequestKind.HOST_UPDATE)
                .get(which);
        send(client, kind, hostile(valid[which]));
    }

    private void send(RequestClient client, RequestKind kind, byte[] message) throws Exception {
        try {
            byte[] reply = client.call(LookupNodes.HOST, kind, message, LookupNodes.soon());
            String refusal = switch (kind) {
                case HOST_KEYS ->
                    LookupWire.KeysReply.parseFrom(reply).getRefusal().getText();
                case HOST_UPDATE ->
                    LookupWire.UpdateReply.parseFrom(reply).getRefusal().getText();
                default -> LookupWire.AnswersReply.parseFrom(reply).getRefusal().getText();
            };
            count(!refusal.isEmpty());
        } catch (PeerFailedException e) {
            throw new AssertionError("an error without a reason", e);
        } catch (RequestFailedException e) {
            assertThat(e).hasMessageContaining(LookupNodes.HOST);
            count(true);
        }
    }

    /** The host's answers, mutated: the asker's node says who deviated. */
    private void lie(LookupNodes nodes, HostQuestions asker) throws Exception {
        nodes.lie(RequestKind.HOST_QUERY, (request, reply) -> hostile(reply, 1 << 20));
        try {
            asker.ask(1, Tags.of(1, nodes), LookupNodes.soon(), new Disclosure());
            count(false);
        } catch (LookupFailedException e) {
            assertThat(e).hasMessageContaining(LookupNodes.HOST);
            count(true);
        } finally {
            nodes.tellTheTruth();
        }
    }

    private void count(boolean wasRefused) {
        refused += wasRefused ? 1 : 0;
        answered += wasRefused ? 0 : 1;
    }

    private static int askHonestly(HostQuestions asker, LookupNodes nodes, AtomicBoolean stopped) throws Exception {
        int asked = 0;
        while (!stopped.get()) {
            List<FoundLabel> found = asker.ask(1, Tags.of(1 + asked % 2, nodes), LookupNodes.soon(), new Disclosure());
            if (asked % 2 == 0) {
                // an update may be mutated into another record of its own contributor with the same tag
                assertThat(found).isNotEmpty();
            } else {
                assertThat(found).isEmpty();
            }
            asked++;
        }
        return asked;
    }

    private byte[] hostile(byte[] message) {
        return hostile(message, 2 * message.length);
    }

    private byte[] hostile(byte[] message, int most) {
        byte[] bytes = message.clone();
        switch (random.nextInt(5)) {
            case 0 -> random.nextBytes(bytes);
            case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(Math.min(most, 2 * bytes.length)));
            case 2 -> flip(bytes, 1, Math.min(bytes.length, 64));
            case 3 -> flip(bytes, 1 + random.nextInt(1000), bytes.length);
            default -> Arrays.fill(bytes, random.nextInt(bytes.length), bytes.length, (byte) 0xff);
        }
        return bytes;
    }

    private void flip(byte[] bytes, int count, int within) {
        for (int i = 0; i < count; i++) {
            bytes[random.nextInt(within)] ^= (byte) (1 << random.nextInt(8));
        }
    }

    /** In direct buffers. */
    private static long directBytes() {
        System.gc();
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    /** Of this process, without the heap. */
    private static long residentBytes() throws IOException {
        System.gc();
        long heap = Runtime.getRuntime().totalMemory();
        return -heap
                + Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow();
    }
}
