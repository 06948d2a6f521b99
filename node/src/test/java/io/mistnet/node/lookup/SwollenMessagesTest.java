package io.mistnet.node.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.mistnet.node.request.RefusedRequestException;
import io.mistnet.node.request.RequestKind;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages of which each byte is to take many bytes of memory at whoever reads them. */
class SwollenMessagesTest {

    private static final int BYTES = 4 << 20;

    @TempDir
    private Path folder;

    private LookupNodes nodes;
    private HostRole host;

    @BeforeEach
    void aHost() throws Exception {
        nodes = new LookupNodes(folder);
        host = nodes.startHost(LookupNodes.HOST, LookupNodes.limits(1000, 1000));
    }

    @AfterEach
    void close() throws Exception {
        nodes.close();
    }

    /** Of protobuf's fields by number: nothing or a small number, again and again. */
    private enum Repeated {
        EMPTY_QUERIES(4 << 3 | 2, 0),
        EMPTY_UNKNOWN_FIELDS(15 << 3 | 2, 0),
        UNKNOWN_NUMBERS(15 << 3, 42);

        private final int tag;
        private final int value;

        Repeated(int tag, int value) {
            this.tag = tag;
            this.value = value;
        }

        /** Behind a class of a batch. */
        byte[] message() {
            byte[] message = new byte[BYTES];
            message[0] = 3 << 3;
            message[1] = 16;
            for (int i = 2; i < BYTES; i += 2) {
                message[i] = (byte) tag;
                message[i + 1] = (byte) value;
            }
            return message;
        }
    }

    @ParameterizedTest
    @EnumSource
    void theHostTakesNoMoreMemoryThanAFewTimesAMessagesLength(Repeated repeated) {
        byte[] message = repeated.message();
        for (RequestKind kind : host.handlers().keySet()) {
            long allocated = allocated(() -> refused(kind, message));
            assertThat(allocated).as("for %s", kind).isLessThan(3L * BYTES);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAskerTakesNoMoreMemoryThanAFewTimesAReplysLength(Repeated repeated) throws Exception {
        byte[] message = repeated.message();
        nodes.lie(RequestKind.HOST_QUERY, (request, reply) -> Arrays.copyOf(message, 1 << 20));
        HostQuestions questions = nodes.questions("police");
        assertThatThrownBy(() -> questions.ask(1, Tags.of(1, nodes), LookupNodes.soon(), new Disclosure()))
                .isInstanceOf(LookupFailedException.class);

        long allocated = allocated(() -> assertThatThrownBy(
                        () -> questions.ask(1, Tags.of(1, nodes), LookupNodes.soon(), new Disclosure()))
                .isInstanceOf(LookupFailedException.class));
        assertThat(allocated).isLessThan(6L << 20);
    }

    private void refused(RequestKind kind, byte[] message) {
        try {
            host.handlers().get(kind).handle("police", message, LookupNodes.soon());
        } catch (RefusedRequestException e) {
            assertThat(e.reason()).isNotEmpty();
        }
    }

    private static long allocated(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
