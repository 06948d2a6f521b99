package io.mistnet.node.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.node.epoch.EpochMessage.Abort;
import io.mistnet.node.epoch.EpochMessage.Accept;
import io.mistnet.node.epoch.EpochMessage.Begin;
import io.mistnet.node.epoch.EpochMessage.Commitment;
import io.mistnet.node.epoch.EpochMessage.Counts;
import io.mistnet.node.epoch.EpochMessage.Decline;
import io.mistnet.node.epoch.EpochMessage.Join;
import io.mistnet.node.epoch.EpochMessage.LeftOut;
import io.mistnet.node.epoch.EpochMessage.Propose;
import io.mistnet.node.epoch.EpochMessage.Ran;
import io.mistnet.node.epoch.EpochMessage.Refuse;
import io.mistnet.node.epoch.EpochMessage.Release;
import io.mistnet.node.network.Sha256;
import io.mistnet.node.wire.proto.EpochWire;
import io.mistnet.node.wire.proto.EpochWire.Envelope;
import io.mistnet.protocols.propagation.BlockSizes;
import io.mistnet.protocols.propagation.EpochId;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EpochCodecTest {

    private static final EpochId ID = new EpochId(12, 1);
    private static final BlockSizes SIZES = new BlockSizes(16, 8, 8);

    static List<EpochMessage> messages() {
        return List.of(
                new Propose(ID, Instant.ofEpochMilli(1_700_000_000_123L), true),
                new Accept(ID),
                new Refuse(ID, "too early", 11),
                new Join(ID, SIZES),
                new Decline(ID, "closed"),
                new Begin(ID, List.of(Seat.taken(SIZES), Seat.empty("not connected"))),
                new Ran(ID, List.of(new LeftOut(3, "late")), new Counts(5, 1)),
                new Release(ID, List.of(new LeftOut(0, "late"))),
                new Abort(ID, "cedar", "matching/tags", "the connection was reset"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void whatIsWrittenIsRead(EpochMessage message) throws MalformedMessageException {
        assertThat(EpochCodec.decode(EpochCodec.encode(message))).isEqualTo(message);
    }

    @Test
    void aCommitmentIsReadAsItWasWritten() throws MalformedMessageException {
        Commitment written = new Commitment(ID, Sha256.of(new byte[0]), new byte[] {1, 2, 3});
        Commitment read = (Commitment) EpochCodec.decode(EpochCodec.encode(written));
        assertThat(read.digest()).isEqualTo(written.digest());
        assertThat(read.signature()).containsExactly(1, 2, 3);
    }

    @Test
    void anotherProtocolVersionIsRefused() {
        assertRefused(envelope().setProtocolVersion(2).setAccept(EpochWire.Accept.getDefaultInstance()), "version 2");
    }

    @Test
    void aMessageWithoutBodyIsRefused() {
        assertRefused(envelope(), "no body");
    }

    @Test
    void aNumberThatDoesNotFitIsRefused() {
        assertRefused(envelope().setEpoch(-1).setAccept(EpochWire.Accept.getDefaultInstance()), "no epoch");
        assertRefused(
                envelope()
                        .setJoin(EpochWire.Join.newBuilder()
                                .setSizes(EpochWire.Sizes.newBuilder().setAccounts(-1))),
                "accounts too large");
    }

    @Test
    void sizesThatAreNoSizeClassAreRefused() {
        assertRefused(
                envelope()
                        .setJoin(EpochWire.Join.newBuilder()
                                .setSizes(EpochWire.Sizes.newBuilder()
                                        .setAccounts(17)
                                        .setOutgoing(8)
                                        .setIncoming(8))),
                "out of its range");
    }

    @Test
    void anOverlongTextIsRefused() {
        assertRefused(
                envelope().setDecline(EpochWire.Decline.newBuilder().setReason("x".repeat(301))), "301 characters");
    }

    @Test
    void aReasonCannotForgeALineOfTheLog() throws MalformedMessageException {
        byte[] payload = envelope()
                .setDecline(EpochWire.Decline.newBuilder().setReason("late\nepoch=1 completed"))
                .build()
                .toByteArray();
        assertThat(((Decline) EpochCodec.decode(payload)).reason()).isEqualTo("late epoch=1 completed");
    }

    @Test
    void aReasonCannotForgeAFieldOfTheLogNorSteerATerminal() throws MalformedMessageException {
        byte[] payload = envelope()
                .setDecline(EpochWire.Decline.newBuilder().setReason("late\" peer=x \u009b2J\u2028\u202e\u0085."))
                .build()
                .toByteArray();
        assertThat(((Decline) EpochCodec.decode(payload)).reason()).isEqualTo("late' peer=x  2J   .");
    }

    @Test
    void anOversizedPayloadIsRefusedUnread() {
        assertThatThrownBy(() -> EpochCodec.decode(new byte[EpochCodec.LARGEST + 1]))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("at most");
    }

    @Test
    void randomBytesAreRefusedOrRead() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] payload = new byte[random.nextInt(60)];
            random.nextBytes(payload);
            try {
                assertThat(EpochCodec.decode(payload)).isNotNull();
            } catch (MalformedMessageException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
    }

    private static Envelope.Builder envelope() {
        return Envelope.newBuilder().setProtocolVersion(1).setEpoch(5);
    }

    private static void assertRefused(Envelope.Builder envelope, String reason) {
        assertThatThrownBy(() -> EpochCodec.decode(envelope.build().toByteArray()))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(reason);
    }
}
