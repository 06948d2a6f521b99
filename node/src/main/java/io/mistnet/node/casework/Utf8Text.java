package io.mistnet.node.casework;

import io.mistnet.node.casework.Problem.Kind;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The text of an uploaded file, which must be UTF-8 to the last byte: a file in another encoding would be read as other selectors than it names. */
final class Utf8Text {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Utf8Text() {}

    /** @throws UnfitEntryException where it is no text, or in another encoding; it names the line */
    static String of(byte[] bytes) {
        if (bytes.length == 0) {
            throw unfit(Kind.MISSING, 0);
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (hasZero(bytes)) {
            throw unfit(result.isError() && in.position() == 0 ? Kind.NO_UTF8 : Kind.NO_TEXT, 1);
        }
        if (result.isError()) {
            throw unfit(Kind.NO_UTF8, lineOf(bytes, in.position()));
        }
        String written = out.flip().toString();
        String text = written.charAt(0) == BYTE_ORDER_MARK ? written.substring(1) : written;
        if (text.isBlank()) {
            throw unfit(Kind.MISSING, 0);
        }
        return text;
    }

    private static boolean hasZero(byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }

    private static long lineOf(byte[] bytes, int position) {
        long line = 1;
        for (int i = 0; i < position; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return line;
    }

    private static UnfitEntryException unfit(Kind kind, long line) {
        return new UnfitEntryException(Map.of(Field.FILE, Problem.of(kind, line)));
    }
}
