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

    /** @throws IllegalArgumentException where the text is not 32 hexadecimal digits */
    public static RecordId parse(String text) {
        if (text.length() != 2 * BYTES) {
            throw new IllegalArgumentException(
                    "a record's id has 32 hexadecimal digits, not %d characters".formatted(text.length()));
        }
        try {
            return new RecordId(
                    HexFormat.fromHexDigitsToLong(text, 0, BYTES),
                    HexFormat.fromHexDigitsToLong(text, BYTES, 2 * BYTES));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a record's id has 32 hexadecimal digits and nothing else", e);
        }
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
