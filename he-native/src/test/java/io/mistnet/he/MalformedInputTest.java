package io.mistnet.he;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedInputTest {

    private final Matrix matrix = new Matrix(2);
    private final Table table = matrix.table(Kernel.best());
    private final Asker asker = new Asker(Matrix.PARAMETERS);
    private final ExpansionKeys keys = new ExpansionKeys(Matrix.PARAMETERS, Matrix.keys(asker));
    private final Answerer answerer = new Answerer(Matrix.PARAMETERS, Kernel.best(), 1, 2);

    @AfterEach
    void close() {
        answerer.close();
        keys.close();
        asker.close();
        table.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 32, 49_183, 49_185, 1_000_000})
    void aQueryOfAnotherLengthIsRefused(int length) {
        assertThatExceptionOfType(MalformedInputException.class)
                .isThrownBy(() -> answer(ByteBuffer.allocateDirect(length)))
                .withMessageContaining("49184");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 351_263, 200_735, 200_737})
    void keysOfAnotherLengthAreRefused(int length) {
        assertThatExceptionOfType(MalformedInputException.class)
                .isThrownBy(() -> new ExpansionKeys(Matrix.PARAMETERS, ByteBuffer.allocateDirect(length)))
                .withMessageContaining("200736");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 129_023, 129_025})
    void anAnswerOfAnotherLengthIsRefused(int length) {
        assertThatExceptionOfType(MalformedInputException.class)
                .isThrownBy(() -> Matrix.open(asker, ByteBuffer.allocateDirect(length)))
                .withMessageContaining("129024");
    }

    @Test
    void aResidueThatIsNotBelowItsPrimeIsRefused() {
        ByteBuffer query = Matrix.query(asker, Matrix.SINGLE, 0, 0, 4);
        putResidue(query, 32 + 6 * 100, Parameters.DATA_PRIME);
        ByteBuffer message = Matrix.keys(asker);
        putResidue(message, 32, Parameters.DATA_PRIME);

        assertThatExceptionOfType(MalformedInputException.class).isThrownBy(() -> answer(query));
        assertThatExceptionOfType(MalformedInputException.class)
                .isThrownBy(() -> new ExpansionKeys(Matrix.PARAMETERS, message));
    }

    @Test
    void theLargestResidueIsAccepted() {
        ByteBuffer query = Matrix.query(asker, Matrix.SINGLE, 0, 0, 4);
        putResidue(query, 32 + 6 * 100, Parameters.DATA_PRIME - 1);

        assertThat(answer(query).total()).isPositive();
    }

    @Test
    void theExceptionTellsWhichQuestionAndTheAnswererGoesOn() {
        ByteBuffer good = Matrix.query(asker, Matrix.SINGLE, 1, 2, 6);
        Question first = new Question(Matrix.SINGLE, 0, 0, keys, good, Matrix.answerBuffer());
        Question second = new Question(Matrix.SINGLE, 0, 0, keys, ByteBuffer.allocateDirect(3), Matrix.answerBuffer());

        assertThatExceptionOfType(MalformedInputException.class)
                .isThrownBy(() -> answerer.answer(table, List.of(first, second)))
                .satisfies(e -> assertThat(e.question()).isEqualTo(1));
        answerer.answer(table, List.of(first));

        assertThat(matrix.unpadded(Matrix.open(asker, first.answer()), 0, 1, 2)).isEqualTo(matrix.plaintext(1, 2));
    }

    @Test
    void heapBuffersAreRefusedWithWhatToDo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> answer(ByteBuffer.allocate(Matrix.PARAMETERS.queryBytes(Matrix.SINGLE))))
                .withMessageContaining("allocateDirect");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> asker.keys(ByteBuffer.allocate(Matrix.PARAMETERS.keyBytes())))
                .withMessageContaining("allocateDirect");
    }

    @Test
    void aReadOnlyBufferIsNeverWritten() {
        ByteBuffer query = Matrix.query(asker, Matrix.SINGLE, 0, 0, 4);
        Question question = new Question(
                Matrix.SINGLE, 0, 0, keys, query, Matrix.answerBuffer().asReadOnlyBuffer());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> answerer.answer(table, List.of(question)))
                .withMessageContaining("read-only");
    }

    @Test
    void aPlaceOutsideTheTableIsRefused() {
        ByteBuffer query = Matrix.query(asker, Matrix.GROUP, 0, 0, 4);
        for (int[] place : new int[][] {{-3, 0}, {1, 0}, {6, 0}, {0, 4}, {0, 16}, {0, -8}}) {
            Question question = new Question(Matrix.GROUP, place[0], place[1], keys, query, Matrix.answerBuffer());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> answerer.answer(table, List.of(question)))
                    .withMessageContaining("no place");
        }
    }

    @Test
    @Tag("slow")
    void tenThousandHostileInputsEndInAnErrorOrAnAnswerAndLeaveNoMemoryBehind() throws Exception {
        SplittableRandom random = new SplittableRandom(20_260_101);
        Hostile hostile =
                new Hostile(random, ByteBuffer.allocateDirect(2 * Matrix.PARAMETERS.keyBytes()), new HashMap<>());
        ByteBuffer query = Matrix.query(asker, Matrix.SINGLE, 3, 9, 14);
        ByteBuffer message = Matrix.keys(asker);
        ByteBuffer answer = Matrix.answerBuffer();
        answerer.answer(table, List.of(new Question(Matrix.SINGLE, 0, 0, keys, query, answer)));
        // Buffers and arrays are used again and again: what grows is the native code's
        ByteBuffer garbled = Matrix.answerBuffer();
        long before = 0;
        int refused = 0;
        for (int i = 0; i < 10_000; i++) {
            if (i == 1000) {
                before = LifetimeTest.residentBytes();
            }
            try {
                switch (i % 3) {
                    case 0 ->
                        answerer.answer(
                                table,
                                List.of(new Question(Matrix.SINGLE, 0, 0, keys, hostile.from(query), garbled.clear())));
                    case 1 -> new ExpansionKeys(Matrix.PARAMETERS, hostile.from(message)).close();
                    default -> Matrix.open(asker, hostile.from(answer));
                }
            } catch (MalformedInputException e) {
                assertThat(e).hasMessageMatching(".+");
                refused++;
            }
        }

        assertThat(refused).isBetween(3000, 9000);
        assertThat(LifetimeTest.residentBytes() - before).isLessThan(96 << 20);
        assertThat(matrix.unpadded(Matrix.open(asker, answer), 0, 3, 9)).isEqualTo(matrix.plaintext(3, 9));
    }

    private Stages answer(ByteBuffer query) {
        return answerer.answer(table, List.of(new Question(Matrix.SINGLE, 0, 0, keys, query, Matrix.answerBuffer())));
    }

    private static void putResidue(ByteBuffer message, int at, long residue) {
        ByteBuffer bytes = message.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(at, (int) residue).putShort(at + 4, (short) (residue >>> 32));
    }

    /** Random strings, and valid messages with flipped bits, of another length, or with runs of ones. */
    private record Hostile(SplittableRandom random, ByteBuffer space, Map<Integer, byte[]> arrays) {

        ByteBuffer from(ByteBuffer valid) {
            byte[] bytes = arrays.computeIfAbsent(valid.remaining(), byte[]::new);
            valid.duplicate().get(bytes);
            int length = bytes.length;
            switch (random.nextInt(5)) {
                case 0 -> random.nextBytes(bytes);
                case 1 -> length = random.nextInt(2 * length);
                case 2 -> flip(bytes, 1);
                case 3 -> flip(bytes, 1 + random.nextInt(1000));
                default -> Arrays.fill(bytes, random.nextInt(length), length, (byte) 0xff);
            }
            space.clear().put(bytes, 0, Math.min(length, bytes.length));
            return space.clear().limit(length);
        }

        private void flip(byte[] bytes, int count) {
            for (int i = 0; i < count; i++) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
        }
    }
}
