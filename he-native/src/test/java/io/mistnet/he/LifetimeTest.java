package io.mistnet.he;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LifetimeTest {

    @Test
    void everythingRefusesUseAfterClose() {
        Kernel kernel = Kernel.best();
        Asker asker = new Asker(Matrix.PARAMETERS);
        ByteBuffer message = Matrix.keys(asker);
        ByteBuffer query = Matrix.query(asker, Matrix.SINGLE, 0, 0, 4);
        ExpansionKeys keys = new ExpansionKeys(Matrix.PARAMETERS, message);
        Table table = new Table(Matrix.PARAMETERS, kernel);
        Answerer answerer = new Answerer(Matrix.PARAMETERS, kernel, 1, 1);
        List<Question> questions = List.of(new Question(Matrix.SINGLE, 0, 0, keys, query, Matrix.answerBuffer()));

        keys.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> answerer.answer(table, questions))
                .withMessage("ExpansionKeys is closed");
        table.close();
        assertThatIllegalStateException().isThrownBy(table::nativeBytes).withMessage("Table is closed");
        assertThatIllegalStateException()
                .isThrownBy(() -> answerer.answer(table, questions))
                .withMessage("Table is closed");
        answerer.close();
        assertThatIllegalStateException().isThrownBy(answerer::nativeBytes).withMessage("Answerer is closed");
        asker.close();
        assertThatIllegalStateException().isThrownBy(() -> asker.keys(message)).withMessage("Asker is closed");
    }

    @Test
    void nativeBytesAreWhatTheShapeNeeds() {
        long plaintexts = (long) Matrix.SINGLE.columns() * Matrix.SINGLE.rows();
        Kernel kernel = Kernel.best();
        try (Table table = new Table(Matrix.PARAMETERS, kernel);
                Asker asker = new Asker(Matrix.PARAMETERS);
                ExpansionKeys keys = new ExpansionKeys(Matrix.PARAMETERS, Matrix.keys(asker));
                Answerer one = new Answerer(Matrix.PARAMETERS, kernel, 1, 1);
                Answerer eight = new Answerer(Matrix.PARAMETERS, kernel, 1, 8)) {
            assertThat(table.nativeBytes()).isBetween(plaintexts * 24_576, plaintexts * 24_576 + 8192);
            assertThat(keys.nativeBytes()).isGreaterThan(Matrix.PARAMETERS.keyBytes());
            assertThat(eight.nativeBytes()).isGreaterThan(one.nativeBytes());
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the resident memory is read from /proc")
    void closedTablesGiveTheirMemoryBack() throws Exception {
        long bytes = 0;
        long before = residentBytes();
        Matrix matrix = new Matrix(3);
        for (int i = 0; i < 100; i++) {
            try (Table table = matrix.table(Kernel.best())) {
                bytes += table.nativeBytes();
            }
        }

        assertThat(residentBytes() - before).isLessThan(bytes / 2);
    }

    /** Resident memory of this process without the Java heap. */
    static long residentBytes() throws Exception {
        String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ");
        return Long.parseLong(pages[1]) * 4096 - Runtime.getRuntime().totalMemory();
    }
}
