package io.mistnet.node.csv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SpreadsheetCellTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+49", "-2", "@SUM(A1)", "\t=1+1", "\r=1", "  =1", "\uFF1D1+1", "\n@x", "\u0000=1"})
    void whatASpreadsheetWouldRunBecomesTextAndCanBeReadBack(String cell) {
        assertThat(SpreadsheetCell.guarded(cell)).isEqualTo("'" + cell);
        assertThat(SpreadsheetCell.unguarded("'" + cell)).isEqualTo(cell);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "'", "DE89370400440532013000", "a=b", "2026-01-01", "jane@example.com", "'quoted'", "1=1"})
    void otherCellsStayAsTheyAre(String cell) {
        assertThat(SpreadsheetCell.guarded(cell)).isEqualTo(cell);
        assertThat(SpreadsheetCell.unguarded(cell)).isEqualTo(cell);
    }
}
