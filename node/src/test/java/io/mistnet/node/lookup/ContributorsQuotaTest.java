package io.mistnet.node.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.node.intelligence.OperationResult;
import io.mistnet.node.lookup.LookupFailedException.Kind;
import io.mistnet.node.request.Deadline;
import io.mistnet.node.request.RequestKind;
import io.mistnet.node.wire.proto.LookupWire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A contributor whose updates are too many for the host. */
@Tag("slow")
class ContributorsQuotaTest {

    @TempDir
    private Path folder;

    private LookupNodes nodes;
    private Contributions fiu;

    @BeforeEach
    void aNetwork() throws Exception {
        nodes = new LookupNodes(folder).started();
        fiu = nodes.asker("fiu").contributions();
    }

    @AfterEach
    void close() throws Exception {
        nodes.close();
    }

    @Test
    void waitsWhereItIsToComeBackSoon() throws Exception {
        AtomicInteger refusals = new AtomicInteger();
        nodes.lie(
                RequestKind.HOST_UPDATE,
                (request, reply) ->
                        refusals.incrementAndGet() <= 3 ? refusal("quota: used up", Duration.ofMillis(20)) : reply);

        assertThat(added()).containsExactly(OperationResult.ADDED);
        assertThat(nodes.exchanged(RequestKind.HOST_UPDATE)).hasSize(4);
    }

    @Test
    void isToldWhenItWillBeTakenWhereThatIsLater() throws Exception {
        nodes.lie(
                RequestKind.HOST_UPDATE,
                (request, reply) -> refusal("quota: used up; retry in 61 s", Duration.ofSeconds(61)));

        assertThatThrownBy(this::added)
                .isInstanceOfSatisfying(
                        LookupFailedException.class,
                        failed -> assertThat(failed.kind()).isEqualTo(Kind.BUSY))
                .hasMessage("the host registry: quota: used up; retry in 61 s");
        assertThat(nodes.exchanged(RequestKind.HOST_UPDATE)).hasSize(1);
    }

    private List<OperationResult> added() throws LookupFailedException {
        return fiu.apply(
                List.of(new RecordChange.Add(fiu.newId(), LookupNodes.phone(1), LookupNodes.intelligence("desk"))),
                LookupNodes.ASKING,
                Deadline.in(Duration.ofMinutes(5)),
                Progress.NONE);
    }

    private static byte[] refusal(String text, Duration retryAfter) {
        return LookupWire.UpdateReply.newBuilder()
                .setRefusal(LookupForms.refusal(LookupWire.Reason.REASON_QUOTA, text, retryAfter))
                .build()
                .toByteArray();
    }
}
