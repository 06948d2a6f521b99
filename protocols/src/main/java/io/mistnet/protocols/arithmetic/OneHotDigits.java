package io.mistnet.protocols.arithmetic;

/**
 * How a mask of 32 or 64 bits is written as one-hot digits, so that comparing it with a public number needs look-ups only.
 *
 * <p>Every four bits make a digit, a word of 16 bits of which one is set: 128 bits for 32, 256 for 64. In the signed form the highest digit leaves out the top bit, which stands alone in the highest place.
 *
 * @param width 32 or 64
 * @param signed whether the top bit stands alone
 */
record OneHotDigits(int width, boolean signed) {

    static final OneHotDigits SIGNED_32 = new OneHotDigits(32, true);
    static final OneHotDigits SIGNED_64 = new OneHotDigits(64, true);
    static final OneHotDigits UNSIGNED_32 = new OneHotDigits(32, false);

    int digits() {
        return width / 4;
    }

    /** Words of 64 bits that one mask takes: four digits a word. */
    int words() {
        return width / 16;
    }

    /** Writes the one-hot form of a mask to {@code to} from {@code offset} on. */
    void write(long mask, long[] to, int offset) {
        for (int word = 0; word < words(); word++) {
            long bits = 0;
            for (int d = 0; d < 4; d++) {
                bits |= 1L << (16 * d + digit(mask, 4 * word + d));
            }
            to[offset + word] = bits;
        }
        if (signed) {
            to[offset + words() - 1] |= topBit(mask) << 63;
        }
    }

    /** Digit {@code d} of a number. */
    int digit(long number, int d) {
        return (int) (number >>> (4 * d)) & (signed && d == digits() - 1 ? 7 : 15);
    }

    /** The 16 bits of digit {@code d} in a one-hot form or a share of one; without the top bit. */
    int oneHot(long[] forms, int offset, int d) {
        int bits = (int) (forms[offset + d / 4] >>> (16 * (d % 4))) & 0xffff;
        return signed && d == digits() - 1 ? bits & 0xff : bits;
    }

    /** The top bit of a number. */
    long topBit(long number) {
        return number >>> (width - 1) & 1;
    }

    /** The top bit in a one-hot form or a share of one. */
    long topBit(long[] forms, int offset) {
        return forms[offset + words() - 1] >>> 63;
    }
}
