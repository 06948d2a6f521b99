package io.mistnet.node.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mistnet.node.request.Deadline;
import io.mistnet.node.request.RequestKind;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holders that take connections, or requests, and say nothing. Two of bank-2, bank-3 and fiu are needed. */
@Tag("slow")
class SilentHoldersTest {

    /** Whoever waits for a silent holder waits 10 s for it. */
    private static final Duration SOON = Duration.ofSeconds(8);

    /** Each asker chooses among the holders at random; so many choose the silent one nearly surely. */
    private static final int ASKERS = 4;

    @TempDir
    private Path folder;

    private final List<ServerSocket> silent = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private LookupNodes nodes;

    @BeforeEach
    void aNetwork() throws Exception {
        nodes = new LookupNodes(folder).started();
    }

    @AfterEach
    void close() throws Exception {
        end.countDown();
        for (ServerSocket socket : silent) {
            socket.close();
        }
        nodes.close();
    }

    @Test
    void aHolderThatTakesConnectionsAndNeverAnswersHoldsNoLookupUp() throws Exception {
        silence("bank-3");
        for (String institution : List.of("police", "bank-1", "fiu", "bank-2").subList(0, ASKERS)) {
            Disclosure disclosure = new Disclosure();
            long start = System.nanoTime();
            nodes.asker(institution)
                    .lookups()
                    .look(LookupNodes.phone(1), LookupNodes.ASKING, LookupNodes.soon(), disclosure);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
            assertThat(disclosure.holdersAnswered()).containsExactly("bank-2", "fiu");
            assertThat(disclosure.holdersAsked()).contains("bank-2", "fiu");
        }
    }

    @Test
    void whoWasAskedInAdditionIsToldToTheAskerAndStandsInItsAuditLog() throws Exception {
        AtomicBoolean nobodyIsSilent = new AtomicBoolean(true);
        nodes.lie(RequestKind.OPRF_EVALUATE, (request, reply) -> {
            if (nobodyIsSilent.getAndSet(false)) {
                end.await();
            }
            return reply;
        });
        Disclosure disclosure = new Disclosure();
        AskerRole police = nodes.asker("police");
        police.lookups().look(LookupNodes.phone(1), LookupNodes.ASKING, LookupNodes.soon(), disclosure);

        assertThat(disclosure.holdersAsked()).containsExactly("bank-2", "bank-3", "fiu");
        assertThat(disclosure.holdersAnswered()).hasSize(2);
        // the silent one has counted as well
        assertThat(nodes.exchanged(RequestKind.OPRF_EVALUATE)).hasSize(3);
        JsonNode line = lastAuditLine();
        assertThat(line.path("holders").path("asked")).hasSize(3);
        assertThat(line.path("holders").path("answered")).hasSize(2);
    }

    @Test
    void twoSilentHoldersAreNamedBeforeTheDeadline() throws Exception {
        silence("bank-3");
        silence("fiu");
        AskerRole police = nodes.asker("police");
        long start = System.nanoTime();

        assertThatThrownBy(() -> police.lookups()
                        .look(LookupNodes.phone(1), LookupNodes.ASKING, Deadline.in(Duration.ofSeconds(8))))
                .isInstanceOfSatisfying(
                        LookupFailedException.class,
                        failed -> assertThat(failed.kind()).isEqualTo(LookupFailedException.Kind.AWAY))
                .hasMessageContaining("2 holders of the lookup's key are needed")
                .hasMessageContaining("bank-3: ")
                .hasMessageContaining("fiu: ");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(lastAuditLine().path("outcome").asText()).isEqualTo("failed");
        assertThat(lastAuditLine().path("holders").path("answered")).hasSize(1);
    }

    /** Takes the holder's place: connections are made, and nothing is said on them. */
    private void silence(String holder) throws Exception {
        nodes.stop(holder);
        silent.add(listening(holder));
    }

    private ServerSocket listening(String holder) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.bind(nodes.network.institution(holder).lookup().orElseThrow().resolve());
        return socket;
    }

    private JsonNode lastAuditLine() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("asker-police").resolve("audit"))) {
            Path file = files.filter(path -> path.toString().endsWith(".jsonl"))
                    .findFirst()
                    .orElseThrow();
            List<String> lines = Files.readAllLines(file);
            return new ObjectMapper().readTree(lines.get(lines.size() - 1));
        }
    }
}
