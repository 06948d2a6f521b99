package io.mistnet.node.intelligence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.protocols.retrieval.AnswerHeader;
import io.mistnet.protocols.retrieval.PadSeed;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LookupIndexTest {

    private static final int COLUMNS = 5;

    private final byte[][] seeds = new byte[COLUMNS][];
    private final LookupIndex index =
            new LookupIndex(COLUMNS, (column, plaintexts, seed) -> seeds[column] = seed, new SecureRandom());

    @Test
    void aQuestionIsToldThePadsOfEveryColumnThatItRunsOver() {
        index.sweep(1, this::writeAll);
        for (int version = 2; version < 5; version++) {
            byte[] before = seeds[0];
            assertHeaderTellsTheSeeds(version - 1, COLUMNS);
            int now = version;
            index.sweep(version, sink -> {
                for (int column = 0; column < COLUMNS; column++) {
                    sink.column(column, ByteBuffer.allocate(0));
                    assertHeaderTellsTheSeeds(now, column + 1);
                }
            });
            assertThat(Arrays.equals(seeds[0], before)).isFalse();
        }
    }

    @Test
    void afterASweepThatFailedNothingIsAnsweredUntilAWholeOneSucceeds() {
        index.sweep(1, this::writeAll);
        assertThatThrownBy(() -> index.sweep(2, sink -> {
                    sink.column(0, ByteBuffer.allocate(0));
                    throw new IllegalStateException("unreadable");
                }))
                .hasMessage("unreadable");
        assertThatThrownBy(() -> index.read(header -> header)).isInstanceOf(LoadingException.class);
        index.sweep(3, sink -> sink.column(0, ByteBuffer.allocate(0)));
        assertThatThrownBy(() -> index.read(header -> header)).isInstanceOf(LoadingException.class);
        index.sweep(4, this::writeAll);
        assertHeaderTellsTheSeeds(4, COLUMNS);
    }

    private void writeAll(ColumnSink sink) {
        for (int column = 0; column < COLUMNS; column++) {
            sink.column(column, ByteBuffer.allocate(0));
        }
    }

    private void assertHeaderTellsTheSeeds(long version, int boundary) {
        AnswerHeader header = index.read(h -> h);
        assertThat(header.tableVersion()).isEqualTo(version);
        assertThat(header.boundary()).isEqualTo(boundary);
        for (int column = 0; column < COLUMNS; column++) {
            PadSeed told = column < boundary ? header.newSeed() : header.oldSeed();
            assertThat(told.toBytes()).isEqualTo(seeds[column]);
        }
    }
}
