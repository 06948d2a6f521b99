package io.mistnet.he;

import java.nio.ByteBuffer;

/** Checks of the buffers that cross into native code, where nothing else guards their bounds. */
final class DirectBuffers {

    private DirectBuffers() {}

    static void requireDirect(String name, ByteBuffer buffer) {
        if (!buffer.isDirect()) {
            throw new IllegalArgumentException(name + " must be a direct buffer: ByteBuffer.allocateDirect makes one");
        }
    }

    static void requireWritable(String name, ByteBuffer buffer, long bytes) {
        requireDirect(name, buffer);
        if (buffer.isReadOnly()) {
            throw new IllegalArgumentException(name + " is read-only");
        }
        requireLength(name, buffer, bytes);
    }

    static void requireReadable(String name, ByteBuffer buffer, long bytes) {
        requireDirect(name, buffer);
        requireLength(name, buffer, bytes);
    }

    private static void requireLength(String name, ByteBuffer buffer, long bytes) {
        if (buffer.remaining() != bytes) {
            throw new IllegalArgumentException(
                    name + " must have " + bytes + " bytes from position to limit, not " + buffer.remaining());
        }
    }
}
