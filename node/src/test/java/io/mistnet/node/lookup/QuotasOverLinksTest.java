package io.mistnet.node.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.mistnet.node.authorisation.Purpose;
import io.mistnet.node.request.RequestClient;
import io.mistnet.node.request.RequestFailedException;
import io.mistnet.node.request.RequestKind;
import io.mistnet.node.wire.proto.OprfWire;
import io.mistnet.protocols.oprf.Blinding;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who asks in parallel, over several links and with several processes' worth of keys, gets no more than who asks one after the other. */
@Tag("slow")
class QuotasOverLinksTest {

    private static final int THREADS = 8;
    private static final int QUESTIONS = 20;

    @TempDir
    private Path folder;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void theHostAnswersNoMoreThanItsQuotaAndOthersStillGetTheirs() throws Exception {
        try (LookupNodes nodes = new LookupNodes(folder)) {
            nodes.startHost(LookupNodes.HOST, LookupNodes.limits(QUESTIONS, 100));
            List<HostQuestions> askers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                askers.add(nodes.questions("bank-1"));
            }

            long answered = succeeded("quota: 20 questions an hour are used up", i -> {
                askers.get(i % 3).ask(1, Tags.of(i, nodes), LookupNodes.soon(), new Disclosure());
                return true;
            });

            assertThat(answered).isEqualTo(QUESTIONS);
            assertThat(nodes.questions("police").ask(1, Tags.of(1, nodes), LookupNodes.soon(), new Disclosure()))
                    .isEmpty();
        }
    }

    @Test
    void aHolderEvaluatesNoMoreThanTheAuthorisationAllows() throws Exception {
        try (LookupNodes nodes = new LookupNodes(folder).started()) {
            nodes.evaluation("police")
                    .tags(
                            1,
                            List.of(LookupNodes.phone(1)),
                            LookupNodes.ASKING.mandate(Purpose.ASK),
                            LookupNodes.soon(),
                            new Disclosure());
            // one element under an authorisation for 1,000, once more with 99 elements
            byte[] shown = nodes.exchanged(RequestKind.OPRF_EVALUATE).get(0).request();
            String holder = nodes.exchanged(RequestKind.OPRF_EVALUATE).get(0).to();
            List<byte[]> inputs = IntStream.range(0, 99)
                    .mapToObj(i -> "phone:+4917%09d".formatted(i).getBytes(StandardCharsets.UTF_8))
                    .toList();
            byte[] elements = Blinding.of(inputs, new SecureRandom()).elements();
            byte[] bulk = OprfWire.EvaluateRequest.parseFrom(shown).toBuilder()
                    .setElements(ByteString.copyFrom(elements))
                    .build()
                    .toByteArray();
            RequestClient client = nodes.client("police");

            long answered = succeeded("9 of 1000 are left for this authorisation", i -> {
                client.call(holder, RequestKind.OPRF_EVALUATE, bulk, LookupNodes.soon());
                return true;
            });

            // 999 are left: ten times 99
            assertThat(answered).isEqualTo(10);
            // the other institution's link makes it no other authorisation's
            assertThat(refusedOf(nodes.client("bank-1"), holder, shown)).contains("it is that of police");
        }
    }

    private static String refusedOf(RequestClient client, String holder, byte[] request) {
        try {
            client.call(holder, RequestKind.OPRF_EVALUATE, request, LookupNodes.soon());
            return "answered";
        } catch (RequestFailedException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private interface Attempt {
        boolean at(int i) throws Exception;
    }

    /** Of twice as many attempts as there are places, made at once. */
    private long succeeded(String reason, Attempt attempt) throws Exception {
        List<Callable<Boolean>> attempts = IntStream.range(0, 2 * QUESTIONS)
                .<Callable<Boolean>>mapToObj(i -> () -> attempt.at(i))
                .toList();
        long succeeded = 0;
        for (Future<Boolean> done : threads.invokeAll(attempts)) {
            try {
                succeeded += done.get() ? 1 : 0;
            } catch (ExecutionException refused) {
                assertThat(refused).hasMessageContaining(reason);
            }
        }
        return succeeded;
    }
}
