package io.mistnet.he;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetrievalTest {

    private final Matrix matrix = new Matrix(1);

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void theAskerReadsBothPlaintextsOfEveryColumn(Kernel kernel) {
        assumeTrue(kernel.isSupported(), "this processor does not run the kernel " + kernel);
        try (Table table = matrix.table(kernel);
                Asker asker = new Asker(Matrix.PARAMETERS);
                ExpansionKeys keys = new ExpansionKeys(Matrix.PARAMETERS, Matrix.keys(asker));
                Answerer answerer = new Answerer(Matrix.PARAMETERS, kernel, 2, 1)) {
            for (int column = 0; column < Matrix.SINGLE.columns(); column++) {
                int rowA = 8 * (column % 2) + column % 4;
                int rowB = 8 * (column % 2) + 4 + (column + 1) % 4;
                ByteBuffer query = Matrix.query(asker, Matrix.SINGLE, column, rowA, rowB);
                ByteBuffer answer = Matrix.answerBuffer();

                Stages stages = answerer.answer(table, List.of(new Question(Matrix.SINGLE, 0, 0, keys, query, answer)));

                ByteBuffer opened = Matrix.open(asker, answer);
                assertThat(matrix.unpadded(opened, 0, column, rowA)).isEqualTo(matrix.plaintext(column, rowA));
                assertThat(matrix.unpadded(opened, 1, column, rowB)).isEqualTo(matrix.plaintext(column, rowB));
                assertThat(stages.scan()).isPositive();
                assertThat(stages.total()).isGreaterThan(stages.scan());
            }
        }
    }

    @Test
    void bothKernelsGiveTheSameBytes() {
        assumeTrue(Kernel.IFMA.isSupported(), "this processor does not run the kernel IFMA");
        try (Asker asker = new Asker(Matrix.PARAMETERS);
                ExpansionKeys keys = new ExpansionKeys(Matrix.PARAMETERS, Matrix.keys(asker))) {
            ByteBuffer query = Matrix.query(asker, Matrix.SINGLE, 3, 1, 15);

            assertThat(answered(Kernel.IFMA, keys, query)).isEqualTo(answered(Kernel.PORTABLE, keys, query));
        }
    }

    @Test
    void aSubQueryReadsItsGroupOfTheSameTable() {
        Kernel kernel = Kernel.best();
        try (Table table = matrix.table(kernel);
                Asker asker = new Asker(Matrix.PARAMETERS);
                ExpansionKeys keys = new ExpansionKeys(Matrix.PARAMETERS, Matrix.keys(asker));
                Answerer answerer = new Answerer(Matrix.PARAMETERS, kernel, 2, 8)) {
            List<Question> questions = new ArrayList<>();
            for (int firstColumn = 0; firstColumn < Matrix.SINGLE.columns(); firstColumn += Matrix.GROUP.columns()) {
                for (int firstRow = 0; firstRow < Matrix.SINGLE.rows(); firstRow += Matrix.GROUP.rows()) {
                    for (int again = 0; again < 2; again++) {
                        ByteBuffer query = Matrix.query(asker, Matrix.GROUP, 2 - again, 3, 4 + again);
                        questions.add(
                                new Question(Matrix.GROUP, firstColumn, firstRow, keys, query, Matrix.answerBuffer()));
                    }
                }
            }

            answerer.answer(table, questions);

            for (int i = 0; i < questions.size(); i++) {
                Question question = questions.get(i);
                int column = question.firstColumn() + 2 - i % 2;
                int rowA = question.firstRow() + 3;
                int rowB = question.firstRow() + 4 + i % 2;
                ByteBuffer opened = Matrix.open(asker, question.answer());
                assertThat(matrix.unpadded(opened, 0, column, rowA)).isEqualTo(matrix.plaintext(column, rowA));
                assertThat(matrix.unpadded(opened, 1, column, rowB)).isEqualTo(matrix.plaintext(column, rowB));
            }
        }
    }

    @Test
    void manyAnswerersShareOneTableAndOneKeySet() throws Exception {
        Kernel kernel = Kernel.best();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Table table = matrix.table(kernel);
                Asker asker = new Asker(Matrix.PARAMETERS);
                ExpansionKeys keys = new ExpansionKeys(Matrix.PARAMETERS, Matrix.keys(asker))) {
            List<Callable<Boolean>> askers = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int column = thread;
                askers.add(() -> {
                    try (Answerer answerer = new Answerer(Matrix.PARAMETERS, kernel, 1, 1)) {
                        for (int i = 0; i < 10; i++) {
                            ByteBuffer query = Matrix.query(asker, Matrix.SINGLE, column, 0, 4);
                            ByteBuffer answer = Matrix.answerBuffer();
                            answerer.answer(table, List.of(new Question(Matrix.SINGLE, 0, 0, keys, query, answer)));
                            byte[] read = matrix.unpadded(Matrix.open(asker, answer), 0, column, 0);
                            assertThat(read).isEqualTo(matrix.plaintext(column, 0));
                        }
                    }
                    return true;
                });
            }

            for (Future<Boolean> done : threads.invokeAll(askers)) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void everyQueryAndKeyMessageHasASeedOfItsOwn() {
        try (Asker asker = new Asker(Matrix.PARAMETERS)) {
            ByteBuffer first = Matrix.query(asker, Matrix.SINGLE, 1, 1, 4);
            ByteBuffer second = Matrix.query(asker, Matrix.SINGLE, 1, 1, 4);

            assertThat(first.slice(0, 32)).isNotEqualTo(second.slice(0, 32));
            assertThat(Matrix.keys(asker).slice(0, 32))
                    .isNotEqualTo(Matrix.keys(asker).slice(0, 32));
        }
    }

    @Test
    void buffersAreReadFromPositionToLimitAndStayThere() {
        Kernel kernel = Kernel.best();
        try (Table table = matrix.table(kernel);
                Asker asker = new Asker(Matrix.PARAMETERS);
                Answerer answerer = new Answerer(Matrix.PARAMETERS, kernel, 1, 1)) {
            ByteBuffer query = within(Matrix.query(asker, Matrix.SINGLE, 2, 9, 13));
            ByteBuffer answer = within(Matrix.answerBuffer());
            try (ExpansionKeys keys = new ExpansionKeys(Matrix.PARAMETERS, within(Matrix.keys(asker)))) {
                answerer.answer(table, List.of(new Question(Matrix.SINGLE, 0, 0, keys, query, answer)));
            }

            assertThat(query.position()).isEqualTo(7);
            assertThat(answer.position()).isEqualTo(7);
            assertThat(answer.get(6)).isZero();
            assertThat(answer.duplicate().clear().get(answer.limit())).isZero();
            assertThat(matrix.unpadded(Matrix.open(asker, answer), 1, 2, 13)).isEqualTo(matrix.plaintext(2, 13));
        }
    }

    private byte[] answered(Kernel kernel, ExpansionKeys keys, ByteBuffer query) {
        ByteBuffer answer = Matrix.answerBuffer();
        try (Table table = matrix.table(kernel);
                Answerer answerer = new Answerer(Matrix.PARAMETERS, kernel, 1, 1)) {
            answerer.answer(table, List.of(new Question(Matrix.SINGLE, 0, 0, keys, query, answer)));
        }
        byte[] bytes = new byte[answer.remaining()];
        answer.get(bytes);
        return bytes;
    }

    /** The same bytes in the middle of a larger buffer. */
    private static ByteBuffer within(ByteBuffer bytes) {
        ByteBuffer larger = ByteBuffer.allocateDirect(bytes.remaining() + 20);
        larger.position(7).put(bytes.duplicate());
        return larger.flip().position(7);
    }
}
