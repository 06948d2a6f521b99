package io.mistnet.node.csv;

/** Cells that a spreadsheet must not run: what others wrote into a record is text on whoever's machine opens the file. */
public final class SpreadsheetCell {

    /** What begins a formula, also in the full width that some programs take for the same. */
    private static final String FORMULA_STARTS = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

    private static final char MARK = '\'';

    private SpreadsheetCell() {}

    /** The cell, behind an apostrophe where a spreadsheet would compute it. */
    public static String guarded(String cell) {
        return isFormula(cell) ? MARK + cell : cell;
    }

    /** What a guarded cell was before; other cells stay as they are. A saved file that is read again says what it said. */
    public static String unguarded(String cell) {
        boolean isGuarded = cell.length() > 1 && cell.charAt(0) == MARK && isFormula(cell.substring(1));
        return isGuarded ? cell.substring(1) : cell;
    }

    private static boolean isFormula(String cell) {
        String shown = cell.stripLeading();
        boolean beginsOne = !shown.isEmpty() && FORMULA_STARTS.indexOf(shown.charAt(0)) >= 0;
        return beginsOne || !cell.isEmpty() && Character.isISOControl(cell.charAt(0));
    }
}
