package io.mistnet.protocols.retrieval;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A text of a label: at most 255 bytes of UTF-8, without characters that act on a terminal or change how the text around them is shown. */
final class LabelText {

    private static final int MOST_BYTES = 255;

    private LabelText() {}

    static byte[] toBytes(String name, String text) {
        text.codePoints().forEach(point -> requireHarmless(name, point));
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            if (encoded.remaining() > MOST_BYTES) {
                throw new IllegalArgumentException(
                        "label: the %s has %d bytes, at most %d".formatted(name, encoded.remaining(), MOST_BYTES));
            }
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("label: the %s is no Unicode text".formatted(name), e);
        }
    }

    static String read(String name, ByteBuffer in) {
        byte[] bytes = new byte[Byte.toUnsignedInt(in.get())];
        in.get(bytes);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("label: the %s is not UTF-8".formatted(name), e);
        }
    }

    private static void requireHarmless(String name, int point) {
        switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                throw new IllegalArgumentException(
                        "label: the %s has the character U+%04X, which is not allowed".formatted(name, point));
            default -> {}
        }
    }
}
