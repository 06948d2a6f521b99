package io.mistnet.protocols.retrieval;

import java.nio.ByteBuffer;

/**
 * Where a selector's records lie, as 96 bits that are uniform to whoever lacks the OPRF output. {@link Placement} makes a column and two rows of it.
 *
 * <p><b>Leakage.</b> The host sees the positions of all records: those of one selector have the same one, so that the host knows how many records each unknown selector has, and from
 * whom. It never sees the position that an asker asks for. Never prints.
 */
public record Position(int first, int second, int third) {

    public static final int BYTES = 12;

    /** Reads the next 12 bytes. */
    public static Position read(ByteBuffer in) {
        return new Position(in.getInt(), in.getInt(), in.getInt());
    }

    /** Writes 12 bytes. */
    public void write(ByteBuffer out) {
        out.putInt(first).putInt(second).putInt(third);
    }

    @Override
    public String toString() {
        return "Position(not shown)";
    }
}
