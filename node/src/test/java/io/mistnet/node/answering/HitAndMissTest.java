package io.mistnet.node.answering;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.he.Asker;
import io.mistnet.node.answering.Distinguisher.Seen;
import io.mistnet.node.intelligence.BatchId;
import io.mistnet.node.intelligence.Operation;
import io.mistnet.node.intelligence.Receipt;
import io.mistnet.node.intelligence.UpdateBatch;
import io.mistnet.protocols.retrieval.Candidate;
import io.mistnet.protocols.retrieval.Contribution;
import io.mistnet.protocols.retrieval.LabelSealing;
import io.mistnet.protocols.retrieval.LookupAsker;
import io.mistnet.protocols.retrieval.LookupParameters;
import io.mistnet.protocols.retrieval.RecordId;
import io.mistnet.protocols.retrieval.SelectorTags;
import io.mistnet.protocols.retrieval.Target;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the host can tell hits from misses by what it sees of them: the sizes of question and answer, and how long each of its own stages and all of them take. */
@Tag("slow")
class HitAndMissTest {

    private static final int LOOKUPS = 16_000;
    private static final int WARM_UP = 500;
    private static final int RECORDS = 400;

    /** By chance alone it is passed once in 40,000 runs: with 16,000 lookups it is 4.1 standard deviations from 0.5. */
    private static final double MOST = 0.52;

    /** A hundredth of an answer's time; where a table's is as small as here, a few memory accesses in each of its slots. */
    private static final double LEAK_NANOS = 10_000;

    /** Where a busy machine spreads the times of a stage over more than four such leaks: this part of the width of their middle half. */
    private static final double LEAK_PART = 0.25;

    /** After both sizes and the times of the whole. */
    private static final int STAGES = 4;

    private static final LookupParameters PARAMETERS = DeskFixture.PARAMETERS;

    @TempDir
    private Path folder;

    @Test
    void hitsAndMissesAreAlikeToTheHostWhichWouldSeeALeakOfMicrosecondsOrOneByte() {
        List<Seen> seen = seen();

        double auc = Distinguisher.auc(seen);
        System.out.printf("hit or miss, told by the host: AUC %.4f over %d lookups%n", auc, seen.size());
        assertThat(auc).isLessThanOrEqualTo(MOST);

        for (int feature = STAGES; feature < seen.get(0).features().length; feature++) {
            double leak = Math.max(LEAK_NANOS, LEAK_PART * middleHalf(seen, feature));
            assertThat(Distinguisher.auc(leaking(seen, feature, leak)))
                    .as("a leak of %.0f ns in stage %d", leak, feature - STAGES)
                    .isGreaterThan(MOST);
        }
        assertThat(Distinguisher.auc(leaking(seen, 0, 1))).isEqualTo(1);
        assertThat(Distinguisher.auc(leaking(seen, 1, 1))).isEqualTo(1);
    }

    /** From the lower to the upper quartile. */
    private static double middleHalf(List<Seen> seen, int feature) {
        double[] sorted = seen.stream()
                .mapToDouble(one -> one.features()[feature])
                .sorted()
                .toArray();
        return sorted[sorted.length * 3 / 4] - sorted[sorted.length / 4];
    }

    /** The same, had a hit's answer been longer or slower. */
    private static List<Seen> leaking(List<Seen> seen, int feature, double leak) {
        return seen.stream()
                .map(one -> {
                    double[] features = one.features().clone();
                    features[feature] += one.hit() ? leak : 0;
                    return new Seen(features, one.hit());
                })
                .toList();
    }

    private List<Seen> seen() {
        SplittableRandom random = new SplittableRandom(20261122);
        DeskLimits limits = new DeskLimits(1, 1, 1, 8, 6, 2, 1_000_000, 100, 2, 4);
        try (DeskFixture host = DeskFixture.open(folder, limits);
                Asker keys = new Asker(PARAMETERS.encryption())) {
            fill(host);
            ByteBuffer message =
                    ByteBuffer.allocateDirect(PARAMETERS.encryption().keyBytes());
            keys.keys(message);
            KeyId keyId = host.desk.upload("police", bytes(message));
            LookupAsker asker = new LookupAsker(PARAMETERS, keys);
            List<Seen> seen = new ArrayList<>();
            for (int i = -WARM_UP; i < LOOKUPS; i++) {
                boolean hit = random.nextBoolean();
                Target target =
                        Target.single(PARAMETERS, tags(hit ? random.nextInt(RECORDS) : RECORDS + random.nextInt()));
                ByteBuffer query = ByteBuffer.allocateDirect(asker.queryBytes(PARAMETERS.whole()));
                asker.query(target, query);
                byte[] sent = bytes(query);
                double[] before = host.stages();
                long begin = System.nanoTime();
                Answered answered = host.desk.answer("police", 1, keyId, sent, TestAsker.PATIENCE);
                double nanos = System.nanoTime() - begin;
                double[] after = host.stages();
                if (i >= 0) {
                    double[] stages = IntStream.range(0, after.length)
                            .mapToDouble(s -> after[s] - before[s])
                            .toArray();
                    double[] features = DoubleStream.concat(
                                    DoubleStream.of(
                                            sent.length,
                                            answered.answer().length,
                                            nanos,
                                            DoubleStream.of(stages).sum()),
                                    DoubleStream.of(stages))
                            .toArray();
                    seen.add(new Seen(features, hit));
                }
                if (i % 100 == 0) {
                    ByteBuffer answer = ByteBuffer.allocateDirect(answered.answer().length);
                    assertThat(asker.open(
                                    target,
                                    answered.header(),
                                    answer.put(answered.answer()).flip()))
                            .hasSize(hit ? 1 : 0);
                }
            }
            return seen;
        }
    }

    private static void fill(DeskFixture host) {
        LabelSealing sealing = new LabelSealing(PARAMETERS.slots());
        List<Operation> operations = new ArrayList<>();
        for (int selector = 0; selector < RECORDS; selector++) {
            SelectorTags tags = tags(selector);
            List<Candidate> candidates = tags.occurrences().stream()
                    .map(tag -> new Candidate(tag.fingerprint(), sealing.seal(new byte[] {1}, tag)))
                    .toList();
            operations.add(new Operation.Add(new Contribution(new RecordId(1, selector), tags.position(), candidates)));
        }
        Receipt receipt = host.records().apply("fiu", UpdateBatch.padded(new BatchId(1, 1), operations));
        host.records().visible(receipt).toCompletableFuture().join();
    }

    private static SelectorTags tags(int selector) {
        byte[] output = new byte[32];
        new SplittableRandom(selector).nextBytes(output);
        return SelectorTags.of(output, new byte[32], 1, PARAMETERS.occurrences());
    }

    private static byte[] bytes(ByteBuffer direct) {
        byte[] bytes = new byte[direct.remaining()];
        direct.duplicate().get(bytes);
        return bytes;
    }
}
