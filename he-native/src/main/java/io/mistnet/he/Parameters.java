package io.mistnet.he;

/**
 * A pinned parameter set of the retrieval: BFV with ring degree 4096, one data prime of 48 bits, one special prime of 50 bits for key switching, and a plain modulus of 2 to the power plainBits.
 *
 * <p><b>Security.</b> Both primes together have 98 bits; the Homomorphic Encryption Standard allows 109 at this degree for 128 bits of security against classical attacks with ternary secrets.
 *
 * <p><b>Correctness.</b> An answer decrypts wrongly with a probability that depends on {@link #margin}. Sets with a margin below {@value #LEAST_MARGIN} standard deviations (about 2^-38 an answer) are
 * refused.
 *
 * @param plainBits data bits of a coefficient: 14 or 13
 * @param c0Extra bits beyond plainBits that modulus switching keeps of an answer's first polynomial
 * @param c1Extra the same of its second polynomial; c0Extra + c1Extra = plainBits, so that a switched ciphertext fills exactly three plaintexts
 * @param levels expansion levels that the askers' keys serve; at least those of both shapes
 * @param single shape of the whole table, which a query for one selector addresses
 * @param group shape of one group of the same table, which a sub-query of a batch addresses: one row block and an equal share of the columns
 */
public record Parameters(int plainBits, int c0Extra, int c1Extra, int levels, Shape single, Shape group) {

    /** Coefficients of a polynomial. */
    public static final int DEGREE = 4096;

    /** Data prime Q, 48 bits. */
    public static final long DATA_PRIME = 281474976694273L;

    /** Primitive 8192nd root of unity modulo {@link #DATA_PRIME}: the number-theoretic transform on the wire depends on it. */
    public static final long DATA_ROOT = 36835623151L;

    /** Special prime of key switching, 50 bits. */
    public static final long SPECIAL_PRIME = 1125899906826241L;

    /** Primitive 8192nd root of unity modulo {@link #SPECIAL_PRIME}. */
    public static final long SPECIAL_ROOT = 46909545429L;

    /** Standard deviations of noise that must at least fit into the bound up to which an answer decrypts. */
    public static final double LEAST_MARGIN = 8.5;

    private static final int SEED_BYTES = 32;
    private static final int MOST_LEVELS = 12;
    private static final int LAYER_PLAINTEXTS = 3;

    /**
     * @throws IllegalArgumentException if the set is not one of the supported ones, its shapes do not belong together, or its margin is too small; the message says which
     */
    public Parameters {
        require(plainBits == 14 || plainBits == 13, "plainBits must be 14 or 13, not " + plainBits);
        require(
                c0Extra >= 1 && c1Extra >= c0Extra && c0Extra + c1Extra == plainBits,
                "c0Extra and c1Extra must add up to plainBits (4 and 10 for 14, 4 and 9 for 13), not " + c0Extra
                        + " and " + c1Extra);
        require(
                group.blocks() == 1
                        && group.rows() == single.blockRows()
                        && group.columns() <= single.columns()
                        && single.columns() % group.columns() == 0,
                "group must be one row block of single and an equal share of its columns, not " + group + " of "
                        + single);
        int needed = Math.max(single.levels(), group.levels());
        require(
                levels >= needed && levels <= MOST_LEVELS,
                "levels must be from " + needed + ", which the shapes need, to " + MOST_LEVELS + ", not " + levels);
        requireMargin("single", plainBits, c0Extra, c1Extra, single);
        requireMargin("group", plainBits, c0Extra, c1Extra, group);
    }

    /** Data bytes of a plaintext. */
    public int plaintextBytes() {
        return DEGREE * plainBits / Byte.SIZE;
    }

    /** Bytes of an asker's expansion keys on the wire: a seed and, for each level, a polynomial under either prime. */
    public int keyBytes() {
        return SEED_BYTES + levels * DEGREE * (bits(DATA_PRIME) + bits(SPECIAL_PRIME)) / Byte.SIZE;
    }

    /** Bytes of a query on the wire: a seed and a polynomial for each ciphertext. */
    public int queryBytes(Shape shape) {
        return SEED_BYTES + shape.ciphertexts() * DEGREE * bits(DATA_PRIME) / Byte.SIZE;
    }

    /** Bytes of an answer on the wire: three switched ciphertexts for each of the two buckets. */
    public int answerBytes() {
        int bits = plainBits + c0Extra + plainBits + c1Extra;
        return 2 * LAYER_PLAINTEXTS * DEGREE * bits / Byte.SIZE;
    }

    /** Bits of the ciphertext modulus with the special prime, which the security level depends on. */
    public static int modulusBits() {
        return bits(DATA_PRIME) + bits(SPECIAL_PRIME);
    }

    /** The estimated noise margin of an answer to a query of this shape, in standard deviations: the smaller of both layers'. */
    public double margin(Shape shape) {
        return NoiseRule.margin(plainBits, c0Extra, c1Extra, shape);
    }

    /** The same before there is a set, for whoever plans one. */
    public static double margin(int plainBits, int c0Extra, int c1Extra, Shape shape) {
        return NoiseRule.margin(plainBits, c0Extra, c1Extra, shape);
    }

    void requireKnown(Shape shape) {
        require(
                shape.equals(single) || shape.equals(group),
                shape + " is neither the single nor the group shape of these parameters");
    }

    private static void requireMargin(String name, int plainBits, int c0Extra, int c1Extra, Shape shape) {
        double margin = NoiseRule.margin(plainBits, c0Extra, c1Extra, shape);
        require(
                margin >= LEAST_MARGIN,
                "the noise margin of %s, %.2f standard deviations, is below %.1f: take fewer columns, more ciphertexts or fewer plainBits"
                        .formatted(name, margin, LEAST_MARGIN));
    }

    private static int bits(long prime) {
        return Long.SIZE - Long.numberOfLeadingZeros(prime);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("parameters: " + otherwise);
        }
    }
}
