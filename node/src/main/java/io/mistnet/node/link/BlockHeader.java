package io.mistnet.node.link;

import io.mistnet.node.peer.Refusal;
import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.propagation.EpochId;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What stands before the words of a block, little-endian: format (4 bytes), attempt (4), epoch (8), step (8), lanes (4), words (4).
 *
 * <p>A lane is one vector of the block. There is one as long as shares carry no authentication beside the value.
 */
final class BlockHeader {

    static final int BYTES = 32;

    /** "MNB" and the format's number. */
    private static final int FORMAT = 0x4d4e4201;

    private static final int LANES = 1;

    private BlockHeader() {}

    static void write(ByteBuffer to, EpochId epoch, long step, int words) {
        to.putInt(0, FORMAT)
                .putInt(4, epoch.attempt())
                .putLong(8, epoch.epoch())
                .putLong(16, step)
                .putInt(24, LANES)
                .putInt(28, words);
    }

    /** Checks a header: size first, then epoch and step. Empty where it is as expected. */
    static Optional<Mismatch> check(ByteBuffer header, EpochId epoch, long step, int words) {
        if (header.getInt(0) != FORMAT || header.getInt(24) != LANES) {
            return Optional.of(new Mismatch(
                    Refusal.WRONG_FORMAT,
                    "format %08x, lanes %s".formatted(header.getInt(0), Integer.toUnsignedString(header.getInt(24)))));
        }
        int announced = header.getInt(28);
        if (announced != words || announced < 0 || announced > Channel.BLOCK_WORDS) {
            return Optional.of(new Mismatch(
                    Refusal.WRONG_LENGTH,
                    "%s words, expected %d".formatted(Integer.toUnsignedString(announced), words)));
        }
        if (header.getLong(8) != epoch.epoch() || header.getInt(4) != epoch.attempt()) {
            return Optional.of(new Mismatch(
                    Refusal.WRONG_EPOCH,
                    "epoch %d attempt %d, expected %d attempt %d"
                            .formatted(header.getLong(8), header.getInt(4), epoch.epoch(), epoch.attempt())));
        }
        if (header.getLong(16) != step) {
            return Optional.of(
                    new Mismatch(Refusal.WRONG_STEP, "code %016x, expected %016x".formatted(header.getLong(16), step)));
        }
        return Optional.empty();
    }

    /** In what a header differs from the expected one. */
    record Mismatch(Refusal refusal, String detail) {}
}
