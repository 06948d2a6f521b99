package io.mistnet.node.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.intelligence.Operation;
import io.mistnet.node.request.RequestKind;
import io.mistnet.protocols.retrieval.FoundLabel;
import io.mistnet.protocols.retrieval.SelectorTags;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the rounds of a batch look like to the host, and when they come. */
@Tag("slow")
class BatchPaceTest {

    private static final int SELECTORS = 600;

    @TempDir
    private Path folder;

    /** Opening takes longer without a hit. So no round may wait for it. */
    @Test
    void allRoundsAreSentBeforeAnyAnswerNeedsToBeOpened() throws Exception {
        ExecutorService opening = Executors.newSingleThreadExecutor();
        ExecutorService asking = Executors.newSingleThreadExecutor();
        CountDownLatch mayOpen = new CountDownLatch(1);
        try (LookupNodes nodes = new LookupNodes(folder)) {
            nodes.startHost(LookupNodes.HOST, LookupNodes.limits(1_000_000, 100));
            fill(nodes);
            opening.execute(() -> await(mayOpen));
            List<SelectorTags> tags = IntStream.range(0, SELECTORS)
                    .mapToObj(selector -> Tags.of(selector, nodes))
                    .toList();
            HostQuestions asker = nodes.questions("police", opening);
            CountDownLatch sent = new CountDownLatch(1);
            var found = asking.submit(() -> asker.askAll(1, tags, LookupNodes.soon(), done -> {
                if (done == SELECTORS) {
                    sent.countDown();
                }
            }));

            assertThat(sent.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(found).isNotDone();
            mayOpen.countDown();

            List<List<FoundLabel>> labels = found.get();
            assertThat(labels).hasSize(SELECTORS);
            for (int selector = 0; selector < SELECTORS; selector++) {
                assertThat(labels.get(selector)).hasSize(selector < 200 ? 1 : 0);
            }
            assertThat(nodes.exchanged(RequestKind.HOST_BATCH)).hasSizeGreaterThan(2);
        } finally {
            opening.shutdownNow();
            asking.shutdownNow();
        }
    }

    private static void fill(LookupNodes nodes) throws Exception {
        List<Operation> records = IntStream.range(0, 200)
                .<Operation>mapToObj(i -> new Operation.Add(Tags.contribution(i, i, i, nodes.terms.parameters())))
                .toList();
        nodes.client("fiu")
                .call(
                        LookupNodes.HOST,
                        RequestKind.HOST_UPDATE,
                        Tags.update(1, records, nodes.terms.parameters()).toByteArray(),
                        LookupNodes.soon());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
