package io.mistnet.he;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** A small table with random plaintexts, and what an asker must read from it. */
final class Matrix {

    static final Shape SINGLE = new Shape(6, 16, 2, 2);
    static final Shape GROUP = new Shape(3, 8, 1, 1);
    static final Parameters PARAMETERS = new Parameters(14, 4, 10, 4, SINGLE, GROUP);

    private final byte[] padSeed = new byte[Pads.SEED_BYTES];
    private final byte[][][] plaintexts = new byte[SINGLE.columns()][SINGLE.rows()][PARAMETERS.plaintextBytes()];

    Matrix(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        random.nextBytes(padSeed);
        for (byte[][] column : plaintexts) {
            for (byte[] plaintext : column) {
                random.nextBytes(plaintext);
            }
        }
    }

    Table table(Kernel kernel) {
        Table table = new Table(PARAMETERS, kernel);
        for (int column = 0; column < plaintexts.length; column++) {
            table.writeColumn(column, column(column), padSeed);
        }
        return table;
    }

    ByteBuffer column(int column) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(SINGLE.rows() * PARAMETERS.plaintextBytes());
        for (byte[] plaintext : plaintexts[column]) {
            bytes.put(plaintext);
        }
        return bytes.flip();
    }

    byte[] plaintext(int column, int row) {
        return plaintexts[column][row];
    }

    /** The bucket of an opened answer with its pad taken off. */
    byte[] unpadded(ByteBuffer opened, int bucket, int column, int row) {
        int size = PARAMETERS.plaintextBytes();
        ByteBuffer bytes = opened.duplicate()
                .position(bucket * size)
                .limit((bucket + 1) * size)
                .slice();
        Pads.xor(padSeed, column, row, bytes);
        byte[] plaintext = new byte[size];
        bytes.get(plaintext);
        return plaintext;
    }

    static ByteBuffer answerBuffer() {
        return ByteBuffer.allocateDirect(PARAMETERS.answerBytes());
    }

    static ByteBuffer keys(Asker asker) {
        ByteBuffer keys = ByteBuffer.allocateDirect(PARAMETERS.keyBytes());
        asker.keys(keys);
        return keys;
    }

    static ByteBuffer query(Asker asker, Shape shape, int column, int rowA, int rowB) {
        ByteBuffer query = ByteBuffer.allocateDirect(PARAMETERS.queryBytes(shape));
        asker.query(shape, column, rowA, rowB, query);
        return query;
    }

    static ByteBuffer open(Asker asker, ByteBuffer answer) {
        ByteBuffer opened = ByteBuffer.allocateDirect(2 * PARAMETERS.plaintextBytes());
        asker.open(answer, opened);
        return opened;
    }
}
