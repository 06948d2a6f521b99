package io.mistnet.protocols.retrieval;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * What an investigator gets to read of a record. As bytes: format (1 byte, 1), institution (2), category (1), days since 1970-01-01 (3), and two texts in UTF-8, each behind its length (1). That is 9 bytes and
 * the texts: labels of 32 bytes have room for 22 bytes of text.
 *
 * @param institution its number in the network file, 0 to 65,535
 * @param day its date, in days since 1970-01-01, 0 to 16,777,215
 * @param caseReference the institution's, may be empty
 * @param contact whom to call about it, may be empty
 */
public record IntelligenceLabel(
        int institution, IntelligenceCategory category, int day, String caseReference, String contact) {

    private static final int FORMAT = 1;
    private static final int FIXED_BYTES = 9;
    private static final int MOST_INSTITUTION = 0xffff;
    private static final int MOST_DAY = 0xff_ffff;

    /**
     * @throws IllegalArgumentException if a number is out of range, or a text is not a {@link LabelText}
     */
    public IntelligenceLabel {
        require(institution >= 0 && institution <= MOST_INSTITUTION, "institution %d".formatted(institution));
        require(day >= 0 && day <= MOST_DAY, "day %d, counted from 1970-01-01".formatted(day));
        LabelText.toBytes("case reference", caseReference);
        LabelText.toBytes("contact", contact);
    }

    /**
     * The label's content.
     *
     * @param most bytes that the network's labels hold, see {@link LabelSealing#contentBytes}
     * @throws IllegalArgumentException if it has more; the message says by how many bytes the texts must be shortened
     */
    public byte[] toBytes(int most) {
        byte[] reference = LabelText.toBytes("case reference", caseReference);
        byte[] call = LabelText.toBytes("contact", contact);
        int length = FIXED_BYTES + reference.length + call.length;
        require(
                length <= most,
                "%d bytes where this network's labels hold %d; shorten the case reference (%d bytes) or the contact (%d bytes) by %d"
                        .formatted(length, most, reference.length, call.length, length - most));
        return ByteBuffer.allocate(length)
                .put((byte) FORMAT)
                .putShort((short) institution)
                .put((byte) category.code())
                .put((byte) (day >>> 16))
                .putShort((short) day)
                .put((byte) reference.length)
                .put(reference)
                .put((byte) call.length)
                .put(call)
                .array();
    }

    /**
     * Reads a label's content, which its contributor made and nobody checked before.
     *
     * @throws IllegalArgumentException if it is no label; the message says why
     */
    public static IntelligenceLabel of(byte[] content) {
        ByteBuffer in = ByteBuffer.wrap(content);
        try {
            int format = in.get();
            require(format == FORMAT, "its format is %d, not %d".formatted(format, FORMAT));
            int institution = Short.toUnsignedInt(in.getShort());
            IntelligenceCategory category = IntelligenceCategory.of(Byte.toUnsignedInt(in.get()));
            int day = Byte.toUnsignedInt(in.get()) << 16 | Short.toUnsignedInt(in.getShort());
            String reference = LabelText.read("case reference", in);
            String contact = LabelText.read("contact", in);
            require(!in.hasRemaining(), "%d bytes too many".formatted(in.remaining()));
            return new IntelligenceLabel(institution, category, day, reference, contact);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("label: %d bytes are too few".formatted(content.length), e);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("label: " + otherwise);
        }
    }

    @Override
    public String toString() {
        return "IntelligenceLabel(not shown)";
    }
}
