package io.mistnet.node.request;

import java.nio.ByteBuffer;

/**
 * What comes before a payload, big-endian: code (2 bytes), request id (8), milliseconds (4), length (4).
 *
 * @param code the kind of a request, or the outcome of a reply
 * @param id which request it is, or answers; drawn by the requesting end
 * @param millis of a request: the time that is left for it; of a reply: when to ask again, where the peer is busy
 * @param length of the payload that follows, in bytes; unchecked
 */
record FrameHeader(int code, long id, int millis, int length) {

    static final int BYTES = Short.BYTES + Long.BYTES + Integer.BYTES + Integer.BYTES;

    static FrameHeader read(ByteBuffer from) {
        return new FrameHeader(Short.toUnsignedInt(from.getShort()), from.getLong(), from.getInt(), from.getInt());
    }

    void write(ByteBuffer to) {
        to.putShort((short) code).putLong(id).putInt(millis).putInt(length);
    }
}
