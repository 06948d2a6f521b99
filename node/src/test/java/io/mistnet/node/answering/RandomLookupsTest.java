package io.mistnet.node.answering;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mistnet.he.Asker;
import io.mistnet.he.Kernel;
import io.mistnet.node.intelligence.BatchId;
import io.mistnet.node.intelligence.LookupTable;
import io.mistnet.node.intelligence.Operation;
import io.mistnet.node.intelligence.OperationResult;
import io.mistnet.node.intelligence.Receipt;
import io.mistnet.node.intelligence.UpdateBatch;
import io.mistnet.node.window.SettableClock;
import io.mistnet.protocols.retrieval.BatchPlan;
import io.mistnet.protocols.retrieval.Candidate;
import io.mistnet.protocols.retrieval.Contribution;
import io.mistnet.protocols.retrieval.FoundLabel;
import io.mistnet.protocols.retrieval.LabelSealing;
import io.mistnet.protocols.retrieval.LookupAsker;
import io.mistnet.protocols.retrieval.LookupParameters;
import io.mistnet.protocols.retrieval.LookupPlanner;
import io.mistnet.protocols.retrieval.RecordId;
import io.mistnet.protocols.retrieval.SelectorTags;
import io.mistnet.protocols.retrieval.Target;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random lookups in a table that is as full as it may be: no false negative and no false positive. {@code -Dmistnet.lookups=100000} makes more of them. */
@Tag("slow")
class RandomLookupsTest {

    private static final int LOOKUPS = Integer.getInteger("mistnet.lookups", 10_000);
    private static final int KEY_SETS = 4;
    private static final int BATCH = 1_000;
    private static final int OCCURRENCES = 4;
    private static final LookupParameters PARAMETERS = LookupPlanner.plan(20_000, 32, OCCURRENCES);

    @TempDir
    private Path folder;

    private final SplittableRandom random = new SplittableRandom(4);
    private final Map<Integer, List<Integer>> labels = new HashMap<>();
    private int selectors;

    @Test
    void everyRecordIsFoundAndNothingElse() {
        DeskLimits limits = new DeskLimits(1, 2, 8, 64, 64, 2, DeskLimits.MOST_PER_HOUR, 100, 4, 16);
        SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
        try (HostTables tables =
                new HostTables(folder, new byte[32], PARAMETERS, 10_000, Kernel.best(), new SecureRandom())) {
            tables.serve(1).loaded().join();
            fill(tables.records(1));
            try (AnswerDesk desk =
                    AnswerDesk.open(tables, limits, clock, new SecureRandom(), new SimpleMeterRegistry())) {
                int done = 0;
                for (int keySet = 0; keySet < KEY_SETS; keySet++) {
                    try (Inquirer asker = new Inquirer(desk, "asker-" + keySet)) {
                        for (; done < LOOKUPS * (keySet + 1) / KEY_SETS; done += BATCH) {
                            assertRight(asker);
                            clock.advance(Duration.ofHours(1));
                        }
                    }
                }
                System.out.printf(
                        "%d lookups in a table of %d records: all right%n",
                        done, tables.records(1).records());
            }
        }
    }

    /** Selectors with 1 to 4 records each. */
    private void fill(LookupTable table) {
        LabelSealing sealing = new LabelSealing(PARAMETERS.slots());
        List<Operation> operations = new ArrayList<>();
        for (int record = 0; record < PARAMETERS.records(); selectors++) {
            SelectorTags tags = tags(selectors);
            int most = Math.min(1 + random.nextInt(OCCURRENCES), PARAMETERS.records() - record);
            for (int i = 0; i < most; i++, record++) {
                byte[] label = ByteBuffer.allocate(Integer.BYTES).putInt(record).array();
                List<Candidate> candidates = tags.occurrences().stream()
                        .map(tag -> new Candidate(tag.fingerprint(), sealing.seal(label, tag)))
                        .toList();
                operations.add(
                        new Operation.Add(new Contribution(new RecordId(1, record), tags.position(), candidates)));
                labels.computeIfAbsent(selectors, any -> new ArrayList<>()).add(record);
            }
        }
        Receipt last = null;
        for (int from = 0; from < operations.size(); from += 16_000) {
            List<Operation> batch = operations.subList(from, Math.min(operations.size(), from + 16_000));
            last = table.apply("fiu", UpdateBatch.padded(new BatchId(1, from), batch));
            assertThat(last.results()).containsOnly(OperationResult.ADDED, OperationResult.PADDING);
        }
        table.visible(Objects.requireNonNull(last)).toCompletableFuture().join();
    }

    private void assertRight(Inquirer asker) {
        List<SelectorTags> asked = new ArrayList<>();
        List<List<Integer>> expected = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            int present = random.nextInt(selectors);
            int absent = selectors + random.nextInt(1_000_000_000);
            switch (random.nextInt(3)) {
                case 0 -> {
                    asked.add(tags(present));
                    expected.add(labels.getOrDefault(present, List.of()));
                }
                case 1 -> {
                    asked.add(tags(absent));
                    expected.add(List.of());
                }
                default -> {
                    // in the buckets of records that are another selector's
                    asked.add(new SelectorTags(
                            tags(present).position(), tags(absent).occurrences()));
                    expected.add(List.of());
                }
            }
        }
        assertThat(asker.findAll(asked)).isEqualTo(expected);
    }

    private static SelectorTags tags(int selector) {
        byte[] output = new byte[32];
        new SplittableRandom(selector).nextBytes(output);
        return SelectorTags.of(output, new byte[32], 1, OCCURRENCES);
    }

    /** Asks batches of the desk, and what they defer singly. */
    private static final class Inquirer implements AutoCloseable {

        private final AnswerDesk desk;
        private final String name;
        private final Asker keys = new Asker(PARAMETERS.encryption());
        private final LookupAsker asker = new LookupAsker(PARAMETERS, keys);
        private final KeyId keyId;
        private final Random random = new Random(7);

        Inquirer(AnswerDesk desk, String name) {
            this.desk = desk;
            this.name = name;
            ByteBuffer message =
                    ByteBuffer.allocateDirect(PARAMETERS.encryption().keyBytes());
            keys.keys(message);
            keyId = desk.upload(name, bytes(message));
        }

        List<List<Integer>> findAll(List<SelectorTags> selectors) {
            Map<Integer, List<Integer>> found = new HashMap<>();
            BatchPlan plan = BatchPlan.of(PARAMETERS, selectors, random);
            for (List<BatchPlan.Entry> round : plan.rounds()) {
                List<byte[]> queries =
                        round.stream().map(entry -> query(entry.target())).toList();
                int[] next = {0};
                desk.answers(name, 1, keyId, plan.shape().selectors(), queries, TestAsker.PATIENCE, answered -> {
                    BatchPlan.Entry entry = round.get(next[0]++);
                    List<Integer> labels = open(entry.target(), answered);
                    entry.selector()
                            .ifPresentOrElse(
                                    i -> found.put(i, labels),
                                    () -> assertThat(labels).isEmpty());
                });
            }
            for (int deferred : plan.deferred()) {
                Target target = Target.single(PARAMETERS, selectors.get(deferred));
                found.put(deferred, open(target, desk.answer(name, 1, keyId, query(target), TestAsker.PATIENCE)));
            }
            return found.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                    .map(Map.Entry::getValue)
                    .toList();
        }

        private byte[] query(Target target) {
            ByteBuffer query = ByteBuffer.allocateDirect(asker.queryBytes(target.region()));
            asker.query(target, query);
            return bytes(query);
        }

        private List<Integer> open(Target target, Answered answered) {
            ByteBuffer answer = ByteBuffer.allocateDirect(answered.answer().length);
            return asker
                    .open(
                            target,
                            answered.header(),
                            answer.put(answered.answer()).flip())
                    .stream()
                    .map(FoundLabel::content)
                    .map(content -> ByteBuffer.wrap(content).getInt())
                    .sorted()
                    .toList();
        }

        private static byte[] bytes(ByteBuffer direct) {
            byte[] bytes = new byte[direct.remaining()];
            direct.duplicate().get(bytes);
            return bytes;
        }

        @Override
        public void close() {
            keys.close();
        }
    }
}
