package io.mistnet.node.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mistnet.node.peer.Refusal;
import io.mistnet.node.trial.TrialNetwork;
import io.mistnet.node.trial.Trials;
import io.mistnet.protocols.channel.PeerDeviationException;
import io.mistnet.protocols.channel.PeerLostException;
import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.propagation.EpochId;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A checked peer that sends what an honest one never sends, and one that goes away. */
class DeviatingPeersTest {

    private static final EpochId EPOCH = new EpochId(3, 1);
    private static final Step STEP = Step.of("iteration 1/product");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final long[] words = new long[4096];
    private TrialNetwork trial;
    private LoopbackLinks links;
    private TlsChannel peer;
    private TlsChannel own;

    @BeforeEach
    void connected() throws Exception {
        trial = Trials.ofBanksAndComputeNodes(1);
        links = new LoopbackLinks(trial.network(), Clock.systemUTC(), meters);
        LoopbackLinks.Ends ends = links.computing(trial.identity("compute-1"), trial.identity("compute-0"), EPOCH);
        peer = ends.first();
        own = ends.second();
    }

    @AfterEach
    void close() {
        peer.close();
        own.close();
        links.close();
    }

    @Test
    void blocksOfAllSizesArriveAsTheyWereSent() {
        long[] sent =
                LongStream.range(0, 4096).map(i -> i * 0x9e3779b97f4a7c15L).toArray();
        for (int count : new int[] {0, 1, 2047, 4096}) {
            long[] received = new long[4100];
            peer.send(STEP, sent, 4096 - count, count);
            own.receive(STEP, received, 3, count);
            assertThat(LongStream.of(received).skip(3).limit(count).toArray())
                    .isEqualTo(LongStream.of(sent).skip(4096 - count).toArray());
        }
        assertThat(own.peer()).isEqualTo("compute-1");
        assertThat(peer.peer()).isEqualTo("compute-0");
    }

    @Test
    void aBlockOfAnotherStepIsRefused() {
        peer.send(Step.of("iteration 1/truncation"), words, 0, 10);
        assertDeviates(Refusal.WRONG_STEP, 10);
    }

    @Test
    void aBlockOfAnotherAttemptIsRefused() {
        new TlsChannel(peer.link(), new EpochId(3, 0), link -> {}).send(STEP, words, 0, 10);
        assertDeviates(Refusal.WRONG_EPOCH, 10);
    }

    @Test
    void aBlockOfAnotherEpochIsRefused() {
        new TlsChannel(peer.link(), new EpochId(2, 1), link -> {}).send(STEP, words, 0, 10);
        assertDeviates(Refusal.WRONG_EPOCH, 10);
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 11})
    void aBlockOfAnotherLengthIsRefused(int count) {
        peer.send(STEP, words, 0, count);
        assertDeviates(Refusal.WRONG_LENGTH, 10);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE, 1 << 28, -1, Integer.MIN_VALUE})
    void anAnnouncedLengthTakesNoMemory(int announced) throws Exception {
        sendHeader(announced, 0x4d4e4201);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertDeviates(Refusal.WRONG_LENGTH, 4096);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(4 << 20);
    }

    @Test
    void aBlockThatDoesNotBeginAsOneIsRefused() throws Exception {
        sendHeader(10, 0x47455420);
        assertDeviates(Refusal.WRONG_FORMAT, 10);
    }

    @Test
    void aBlockCutShortIsALostPeer() throws Exception {
        BlockHeader.write(peer.link().outgoing(), EPOCH, STEP.code(), 4096);
        peer.link().flush(20_000);
        peer.abort("killed");
        assertThatThrownBy(() -> own.receive(STEP, words, 0, 4096))
                .isInstanceOf(PeerLostException.class)
                .hasMessageContaining("compute-1 at iteration 1/product")
                .hasMessageContaining("20000 bytes of a block");
        assertThat(refused(Refusal.CUT_SHORT)).isEqualTo(1);
    }

    @Test
    void aPeerThatClosesBetweenBlocksIsLost() {
        peer.abort("stopped");
        assertThatThrownBy(() -> own.receive(STEP, words, 0, 1))
                .isInstanceOf(PeerLostException.class)
                .hasMessageContaining("closed the link");
        assertThat(refused(Refusal.CUT_SHORT)).isZero();
    }

    @Test
    void abortEndsAReceiveThatBlocks() throws Exception {
        Thread deadline = after200Millis(() -> own.abort("the compute deadline has passed"));
        assertThatThrownBy(() -> own.receive(STEP, words, 0, 1))
                .isInstanceOf(PeerLostException.class)
                .hasMessageContaining("the compute deadline has passed");
        deadline.join();
    }

    @Test
    void abortEndsASendThatBlocks() throws Exception {
        Thread deadline = after200Millis(() -> own.abort("the compute deadline has passed"));
        assertThatThrownBy(() -> {
                    for (int block = 0; block < 100_000; block++) {
                        own.send(STEP, words, 0, words.length);
                    }
                })
                .isInstanceOf(PeerLostException.class)
                .hasMessageContaining("the compute deadline has passed");
        deadline.join();
    }

    @Test
    void aChannelThatWasClosedSendsNothing() {
        own.close();
        assertThatThrownBy(() -> own.send(STEP, words, 0, 1)).isInstanceOf(PeerLostException.class);
    }

    private void assertDeviates(Refusal refusal, int expected) {
        Arrays.fill(words, 5);
        assertThatThrownBy(() -> own.receive(STEP, words, 0, expected))
                .isInstanceOf(PeerDeviationException.class)
                .hasMessageContaining("compute-1 at iteration 1/product")
                .hasMessageContaining(refusal.text());
        assertThat(words).containsOnly(5);
        assertThat(refused(refusal)).isEqualTo(1);
        assertThatThrownBy(() -> own.send(STEP, words, 0, 1)).isInstanceOf(PeerLostException.class);
    }

    private void sendHeader(int words, int format) throws Exception {
        BlockHeader.write(peer.link().outgoing(), EPOCH, STEP.code(), words);
        peer.link().outgoing().putInt(0, format);
        peer.link().flush(BlockHeader.BYTES);
    }

    private static Thread after200Millis(Runnable action) {
        Thread thread = new Thread(() -> {
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            action.run();
        });
        thread.start();
        return thread;
    }

    private double refused(Refusal refusal) {
        return meters.get("mistnet.links.refused")
                .tag("reason", refusal.tag())
                .counter()
                .count();
    }
}
