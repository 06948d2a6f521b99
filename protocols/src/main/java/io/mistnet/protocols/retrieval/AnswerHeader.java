package io.mistnet.protocols.retrieval;

import java.nio.ByteBuffer;

/**
 * In which state of the table a query was answered. An update writes the columns one after the other, from 0 on, each under the new seed; queries run in between. So in one answer, columns below the boundary are
 * those of the new version, under the new seed, and the others those of the version before.
 *
 * @param tableVersion of the columns below the boundary; grows by one with every batch of updates
 * @param oldSeed of the columns from the boundary on
 * @param newSeed of the columns below the boundary
 * @param boundary 0 to the number of columns, which it is when no update is under way
 */
public record AnswerHeader(long tableVersion, PadSeed oldSeed, PadSeed newSeed, int boundary) {

    /** Bytes of a header. */
    public static final int BYTES = Long.BYTES + 2 * PadSeed.BYTES + Integer.BYTES;

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if the buffer has another number of bytes left, or the boundary is not in the table
     */
    public static AnswerHeader read(ByteBuffer in, TableLayout layout) {
        if (in.remaining() != BYTES) {
            throw new IllegalArgumentException(
                    "an answer's header of %d bytes, not %d".formatted(in.remaining(), BYTES));
        }
        AnswerHeader header = new AnswerHeader(in.getLong(), PadSeed.read(in), PadSeed.read(in), in.getInt());
        if (header.boundary < 0 || header.boundary > layout.columns()) {
            throw new IllegalArgumentException("an answer's header says that %d of %d columns are renewed"
                    .formatted(header.boundary, layout.columns()));
        }
        return header;
    }

    /** Writes it. */
    public void write(ByteBuffer out) {
        out.putLong(tableVersion);
        oldSeed.write(out);
        newSeed.write(out);
        out.putInt(boundary);
    }

    /** The seed that a column is padded under. The column is the asker's secret: it does not show in time. */
    byte[] padSeed(int column) {
        return PadSeed.select(column - boundary >> 31, newSeed, oldSeed);
    }
}
