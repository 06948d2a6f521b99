package io.mistnet.node.control;

import io.mistnet.node.peer.Greeting;
import io.mistnet.node.peer.PeerRefusedException;
import io.mistnet.node.peer.Refusal;
import java.nio.ByteOrder;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Framing;
import org.apache.pekko.util.ByteString;
import org.apache.pekko.util.ByteStringBuilder;

/** Messages behind their length in 4 bytes, big-endian. An empty one says that its sender lives. */
public final class ControlFrames {

    /** Longest message, in bytes, without its length. */
    public static final int MOST_BYTES = 64 << 10;

    static final int LENGTH_BYTES = 4;
    static final ByteString KEEP_ALIVE = encode(new byte[0]);

    private ControlFrames() {}

    static ByteString encode(byte[] message) {
        return new ByteStringBuilder()
                .putInt(message.length, ByteOrder.BIG_ENDIAN)
                .putBytes(message)
                .result();
    }

    /**
     * Cuts a stream into messages. A length is checked when it is read, before memory is taken for the message.
     *
     * @param from names the peer where it is refused
     * @param greeted whether the first message, which is shorter, has passed
     */
    static Flow<ByteString, ByteString, NotUsed> decoder(Supplier<String> from, BooleanSupplier greeted) {
        return Framing.lengthField(
                        LENGTH_BYTES, 0, LENGTH_BYTES + MOST_BYTES, ByteOrder.BIG_ENDIAN, (offset, length) -> {
                            if (!greeted.getAsBoolean()) {
                                Greeting.requireLength(length, from.get());
                            } else if (length < 0 || length > MOST_BYTES) {
                                throw new PeerRefusedException(
                                        from.get(),
                                        Refusal.FRAME_TOO_LONG,
                                        "%s bytes, at most %d are allowed"
                                                .formatted(Integer.toUnsignedString(length), MOST_BYTES));
                            }
                            return LENGTH_BYTES + length;
                        })
                .map(frame -> frame.drop(LENGTH_BYTES));
    }
}
