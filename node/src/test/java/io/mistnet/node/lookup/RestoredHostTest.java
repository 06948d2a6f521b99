package io.mistnet.node.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.node.lookup.LookupFailedException.Kind;
import io.mistnet.node.request.RequestKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host goes back to an older table, and the asker notices. */
@Tag("slow")
class RestoredHostTest {

    @TempDir
    private Path folder;

    private final ExecutorService others = Executors.newCachedThreadPool();
    private LookupNodes nodes;
    private Contributions fiu;
    private AskerRole police;

    @BeforeEach
    void aNetwork() throws Exception {
        nodes = new LookupNodes(folder).started();
        fiu = nodes.asker("fiu").contributions();
        police = nodes.asker("police");
    }

    @AfterEach
    void close() throws Exception {
        others.shutdownNow();
        nodes.close();
    }

    @Test
    void anAnswerFromAnOlderTableIsAFailureUntilTheOperatorAcceptsIt() throws Exception {
        add(1);
        assertThat(found(1)).isOne();
        nodes.stop(LookupNodes.HOST);
        Path records = folder.resolve(LookupNodes.HOST);
        Path backup = folder.resolve("backup");
        copy(records, backup);
        nodes.startHost(LookupNodes.HOST, LookupNodes.limits(1_000, 1_000));
        add(2);
        assertThat(found(2)).isOne();
        nodes.stop(LookupNodes.HOST);
        delete(records);
        copy(backup, records);
        nodes.startHost(LookupNodes.HOST, LookupNodes.limits(1_000, 1_000));

        Path seen = folder.resolve("asker-police").resolve("table-versions");
        stale(seen);
        int asked = nodes.exchanged(RequestKind.HOST_QUERY).size();
        stale(seen);
        assertThat(nodes.exchanged(RequestKind.HOST_QUERY))
                .as("nothing is sent after it")
                .hasSize(asked + 1);
        // the asker's node is started again
        police.close();
        police = nodes.asker("police");
        stale(seen);

        Files.delete(seen);
        assertThat(found(2)).isZero();
        assertThat(found(1)).isOne();
        add(2);
        assertThat(found(2)).isOne();
    }

    @Test
    void aQuestionThatIsOvertakenByAnUpdateIsNotStale() throws Exception {
        add(1);
        CountDownLatch held = new CountDownLatch(1);
        AtomicBoolean isFirst = new AtomicBoolean(true);
        nodes.lie(RequestKind.HOST_QUERY, (request, reply) -> {
            if (isFirst.getAndSet(false)) {
                held.await();
            }
            return reply;
        });
        Future<Integer> overtaken = others.submit(() -> found(1));
        LookupNodes.await("the first question is at the host", () -> !isFirst.get());
        add(2);
        assertThat(found(2)).isOne();
        held.countDown();

        assertThat(overtaken.get()).isOne();
    }

    private void stale(Path seen) {
        assertThatThrownBy(() -> found(1))
                .isInstanceOfSatisfying(
                        LookupFailedException.class,
                        failed -> assertThat(failed.kind()).isEqualTo(Kind.STALE))
                .hasMessage(
                        "the host registry answered from version 1 of its table of key epoch 1, and has answered from version 2 before: records that came since are missing. Ask its operator; where it was restored from a backup, and you accept that, delete %s and ask again"
                                .formatted(seen));
    }

    private int found(int phone) throws LookupFailedException {
        return police.lookups()
                .look(LookupNodes.phone(phone), LookupNodes.ASKING, LookupNodes.soon())
                .count();
    }

    private void add(int phone) throws LookupFailedException {
        fiu.apply(
                List.of(new RecordChange.Add(fiu.newId(), LookupNodes.phone(phone), LookupNodes.intelligence("desk"))),
                LookupNodes.ASKING,
                LookupNodes.soon(),
                Progress.NONE);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
