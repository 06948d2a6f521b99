package io.mistnet.node.answering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.he.Kernel;
import io.mistnet.node.answering.RefusedQuestionException.Reason;
import io.mistnet.node.intelligence.Operation;
import io.mistnet.node.intelligence.Sealed;
import io.mistnet.protocols.retrieval.BatchShape;
import io.mistnet.protocols.retrieval.Placement;
import io.mistnet.protocols.retrieval.Region;
import io.mistnet.protocols.retrieval.SealedLabel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerDeskTest {

    private static final int RECORDS = 200;

    @TempDir
    Path folder;

    @Test
    void whatWasPutInIsFoundAndNothingElse() {
        try (DeskFixture host = filled(DeskFixture.LIMITS)) {
            TestAsker asker = host.asker("fiu");
            for (int i = 0; i < 20; i++) {
                assertThat(asker.find(i)).containsExactly(label(i));
                assertThat(asker.find(RECORDS + i)).isEmpty();
            }
        }
    }

    @Test
    void bothKeyEpochsOfAnOverlapAreServed() {
        try (DeskFixture host = filled(DeskFixture.LIMITS)) {
            host.tables.serve(2).loaded().join();
            var receipt = host.tables.records(2).apply("fiu", Sealed.batch(1, Sealed.add(1, 5_000, 1)));
            host.tables.records(2).visible(receipt).toCompletableFuture().join();
            TestAsker asker = host.asker("fiu");
            Answered second = host.desk.answer("fiu", 2, asker.keyId, asker.query(5_000), TestAsker.PATIENCE);
            assertThat(asker.open(5_000, second)).hasSize(1);
            assertThat(asker.find(5_000)).isEmpty();
            assertThat(asker.find(1)).hasSize(1);

            assertRefused(
                            Reason.UNKNOWN_KEY_EPOCH,
                            () -> host.desk.answer("fiu", 3, asker.keyId, asker.query(1), TestAsker.PATIENCE))
                    .hasMessage("no table of key epoch 3; the host serves [1, 2]");
        }
    }

    @Test
    void recordsOfAKeyEpochThatIsServedNoMoreAreNamedAndKept() {
        try (DeskFixture host = filled(DeskFixture.LIMITS)) {
            host.tables.serve(2).loaded().join();
            assertThat(host.tables.unserved()).isEmpty();
        }
        try (HostTables tables = new HostTables(
                folder, new byte[32], DeskFixture.PARAMETERS, 1_000, Kernel.best(), new SecureRandom())) {
            tables.serve(2);
            assertThat(tables.unserved()).containsExactly(folder.resolve("key-epoch-1"));
            tables.serve(1).loaded().join();
            assertThat(tables.records(1).records()).isEqualTo(RECORDS);
        }
    }

    @Test
    void aBatchIsAnsweredInOrderAndInItsPrescribedShapeOnly() {
        try (DeskFixture host = filled(DeskFixture.LIMITS)) {
            TestAsker asker = host.asker("fiu");
            BatchShape shape = BatchShape.of(DeskFixture.PARAMETERS, 256);
            List<Long> selectors = new ArrayList<>();
            List<byte[]> queries = new ArrayList<>();
            for (Region region : shape.regions()) {
                List<Long> inside = IntStream.range(0, RECORDS)
                        .asLongStream()
                        .filter(selector -> isInside(selector, region))
                        .boxed()
                        .toList();
                for (int time = 0; time < shape.times(); time++) {
                    long selector = inside.get(time % inside.size());
                    selectors.add(selector);
                    queries.add(asker.query(selector, region));
                }
            }
            List<List<SealedLabel>> found = new ArrayList<>();
            host.desk.answers(
                    "fiu",
                    1,
                    asker.keyId,
                    256,
                    queries,
                    Duration.ofMinutes(2),
                    answer -> found.add(asker.open(selectors.get(found.size()), answer)));
            assertThat(found).hasSize(queries.size());
            for (int i = 0; i < found.size(); i++) {
                assertThat(found.get(i)).containsExactly(label(selectors.get(i)));
            }
            assertRefused(
                            Reason.MALFORMED,
                            () -> host.desk.answers(
                                    "fiu",
                                    1,
                                    asker.keyId,
                                    256,
                                    queries.subList(1, 3),
                                    TestAsker.PATIENCE,
                                    answer -> {}))
                    .hasMessageContaining("questions a round in this network, not 2");
            assertRefused(
                    Reason.MALFORMED,
                    () -> host.desk.answers("fiu", 1, asker.keyId, 0, queries, TestAsker.PATIENCE, answer -> {}));
        }
    }

    @Test
    void malformedBytesAreRefusedAndCostNobodyElseAnAnswer() {
        try (DeskFixture host = filled(DeskFixture.LIMITS)) {
            TestAsker asker = host.asker("fiu");
            TestAsker hostile = host.asker("hostile");
            byte[] residueTooLarge = hostile.query(1);
            for (int i = 32; i < 38; i++) {
                residueTooLarge[i] = -1;
            }
            AtomicInteger refused = new AtomicInteger();
            CompletableFuture<?>[] attacks = IntStream.range(0, 4)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> {
                        for (int j = 0; j < 10; j++) {
                            assertRefused(
                                    Reason.MALFORMED,
                                    () -> host.desk.answer(
                                            "hostile", 1, hostile.keyId, residueTooLarge, TestAsker.PATIENCE));
                            refused.incrementAndGet();
                        }
                    }))
                    .toArray(CompletableFuture<?>[]::new);
            for (int i = 0; i < 15; i++) {
                assertThat(asker.find(i)).containsExactly(label(i));
            }
            CompletableFuture.allOf(attacks).join();
            assertThat(refused.get()).isEqualTo(40);
            assertRefused(
                            Reason.MALFORMED,
                            () -> host.desk.answer("fiu", 1, asker.keyId, new byte[3], TestAsker.PATIENCE))
                    .hasMessageContaining("a query of 3 bytes where the parameters prescribe");
            assertRefused(Reason.MALFORMED, () -> host.desk.upload("fiu", new byte[3]));
            byte[] keys = asker.keyMessage();
            for (int i = 32; i < 38; i++) {
                keys[i] = -1;
            }
            assertRefused(Reason.MALFORMED, () -> host.desk.upload("fiu", keys));
            assertThat(asker.find(3)).hasSize(1);
        }
    }

    @Test
    void keysThatWereForgottenOrAreAnothersMustBeUploadedAgain() {
        try (DeskFixture host = filled(DeskFixture.LIMITS)) {
            TestAsker asker = host.asker("fiu");
            TestAsker other = host.asker("other");
            KeyId old = asker.keyId;
            asker.upload();
            asker.keyId = asker.upload();
            assertThat(asker.find(1)).hasSize(1);
            assertRefused(
                            Reason.UNKNOWN_KEYS,
                            () -> host.desk.answer("fiu", 1, old, asker.query(1), TestAsker.PATIENCE))
                    .hasMessageContaining("upload them again");
            assertRefused(
                    Reason.UNKNOWN_KEYS,
                    () -> host.desk.answer("fiu", 1, other.keyId, asker.query(1), TestAsker.PATIENCE));
        }
    }

    @Test
    void theHourlyQuotaHoldsForQuestionsAskedInParallelAndFillsUpAgain() {
        DeskLimits limits = new DeskLimits(1, 2, 4, 100, 100, 2, 12, 3, 2, 4);
        try (DeskFixture host = filled(limits)) {
            TestAsker asker = host.asker("fiu");
            AtomicInteger answered = new AtomicInteger();
            AtomicInteger refused = new AtomicInteger();
            CompletableFuture.allOf(IntStream.range(0, 30)
                            .mapToObj(i -> CompletableFuture.runAsync(() -> {
                                try {
                                    asker.ask(i);
                                    answered.incrementAndGet();
                                } catch (RefusedQuestionException e) {
                                    assertThat(e.reason()).isEqualTo(Reason.QUOTA);
                                    refused.incrementAndGet();
                                }
                            }))
                            .toArray(CompletableFuture<?>[]::new))
                    .join();
            assertThat(answered.get()).isEqualTo(12);
            assertThat(refused.get()).isEqualTo(18);
            assertThat(host.asker("other").find(1)).hasSize(1);

            host.clock.advance(Duration.ofMinutes(11));
            assertThat(asker.find(1)).hasSize(1);
            assertThat(asker.find(2)).hasSize(1);
            assertRefused(Reason.QUOTA, () -> asker.ask(3))
                    .hasMessage("quota: 12 questions an hour are used up; retry in 241 s");
            asker.upload();
            asker.upload();
            assertRefused(Reason.QUOTA, asker::upload).hasMessageContaining("3 key uploads an hour");
        }
    }

    private DeskFixture filled(DeskLimits limits) {
        DeskFixture host = DeskFixture.open(folder, limits);
        Operation[] operations =
                IntStream.range(0, RECORDS).mapToObj(i -> Sealed.add(i, i, 7)).toArray(Operation[]::new);
        var receipt = host.records().apply("bank", Sealed.batch(1, operations));
        host.records().visible(receipt).toCompletableFuture().join();
        return host;
    }

    private static SealedLabel label(long selector) {
        return Sealed.label(selector, 0, 7, DeskFixture.PARAMETERS.slots());
    }

    private static boolean isInside(long selector, Region region) {
        Placement at = Placement.of(Sealed.position(selector), DeskFixture.PARAMETERS.layout());
        return at.column() >= region.firstColumn()
                && at.column() < region.firstColumn() + region.shape().columns()
                && at.upper() >= region.firstRow()
                && at.upper() < region.firstRow() + region.shape().rows();
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
            Reason reason, ThrowingCallable question) {
        return assertThatThrownBy(question)
                .isInstanceOfSatisfying(
                        RefusedQuestionException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
