package io.mistnet.node.intelligence;

import io.mistnet.protocols.retrieval.Candidate;
import io.mistnet.protocols.retrieval.Fingerprint;
import io.mistnet.protocols.retrieval.Position;
import io.mistnet.protocols.retrieval.RecordId;
import java.nio.ByteBuffer;

/**
 * A record as it lies on disk. The key is the position and then the fingerprint: the order of keys is that of the columns, whatever the table's layout, because a column is a position's first 32 bits
 * scaled; and what one selector has lies together. No place is kept: it is drawn anew whenever a column is written.
 *
 * @param owner number of the institution
 * @param occurrence which of the selector's records it is, from 0
 */
record RecordRow(short owner, RecordId id, byte occurrence, Position position, Candidate candidate) {

    static final int KEY_BYTES = Position.BYTES + Fingerprint.BYTES;

    /** Bytes in front of the sealed label. */
    static final int SEALED_OFFSET = Short.BYTES + RecordId.BYTES + 1;

    static byte[] key(Position position, Fingerprint fingerprint) {
        ByteBuffer key = ByteBuffer.allocate(KEY_BYTES);
        position.write(key);
        fingerprint.write(key);
        return key.array();
    }

    byte[] key() {
        return key(position, candidate.fingerprint());
    }

    byte[] value() {
        ByteBuffer value =
                ByteBuffer.allocate(SEALED_OFFSET + candidate.sealed().length());
        value.putShort(owner);
        id.write(value);
        value.put(occurrence);
        candidate.sealed().write(value);
        return value.array();
    }

    /** The row of {@link RecordTable#IDS}. */
    Location location() {
        return new Location(owner, position, candidate.fingerprint());
    }

    static byte[] idKey(RecordId id) {
        ByteBuffer key = ByteBuffer.allocate(RecordId.BYTES);
        id.write(key);
        return key.array();
    }

    static byte[] fingerprintKey(Fingerprint fingerprint) {
        ByteBuffer key = ByteBuffer.allocate(Fingerprint.BYTES);
        fingerprint.write(key);
        return key.array();
    }

    static short ownerOf(byte[] value) {
        return ByteBuffer.wrap(value).getShort();
    }

    static byte occurrenceOf(byte[] value) {
        return value[SEALED_OFFSET - 1];
    }

    /** Whose a record is, and under which key it lies. */
    record Location(short owner, Position position, Fingerprint fingerprint) {

        static Location decode(byte[] value) {
            ByteBuffer in = ByteBuffer.wrap(value);
            return new Location(in.getShort(), Position.read(in), Fingerprint.read(in));
        }

        byte[] encode() {
            ByteBuffer out = ByteBuffer.allocate(Short.BYTES + KEY_BYTES).putShort(owner);
            position.write(out);
            fingerprint.write(out);
            return out.array();
        }

        byte[] key() {
            return RecordRow.key(position, fingerprint);
        }
    }
}
