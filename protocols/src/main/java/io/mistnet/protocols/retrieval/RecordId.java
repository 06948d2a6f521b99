package io.mistnet.protocols.retrieval;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** A record's name between its contributor and the host: 16 random bytes that the contributor drew. Says nothing of the record. */
public record RecordId(long high, long low) {

    public static final int BYTES = 16;

    /** Reads the next 16 bytes. */
    public static RecordId read(ByteBuffer in) {
        return new RecordId(in.getLong(), in.getLong());
    }

    /** Writes 16 bytes. */
    public void write(ByteBuffer out) {
        out.putLong(high).putLong(low);
    }

    /** 32 hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
