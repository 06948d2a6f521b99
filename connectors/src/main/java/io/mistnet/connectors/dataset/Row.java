package io.mistnet.connectors.dataset;

import io.mistnet.connectors.dataset.Table.Column;
import io.mistnet.connectors.transfer.ExchangeRates;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.commons.csv.CSVRecord;

/** One row of a CSV file; its cells are read by type. What does not fit is a {@link DataSetException} that names the cell. */
record Row(Path file, long line, CSVRecord cells) {

    private static final BigDecimal MOST_MINOR_UNITS = BigDecimal.valueOf(ExchangeRates.MOST_MINOR_UNITS);
    private static final int LONGEST_NUMBER = 40;
    private static final int LONGEST_QUOTE = 20;

    /** Not empty. */
    String text(Column column) {
        String text = cells.get(column.index());
        if (text.isEmpty()) {
            throw refused(column, "a value, found none");
        }
        return text;
    }

    /** Minor units, written as a whole number from 1 to 2^53. */
    long minorUnits(Column column) {
        String text = text(column);
        try {
            long amount = Long.parseLong(text);
            if (amount >= 1 && amount <= ExchangeRates.MOST_MINOR_UNITS) {
                return amount;
            }
        } catch (NumberFormatException e) {
            // refused below, with the cell
        }
        throw refused(column, "a whole number of minor units from 1 to 2^53, found " + quoted(text));
    }

    /**
     * A positive decimal number, brought into minor units: rounded half to even, but at least 1.
     *
     * @param minorUnitsPerUnit what one unit of the column is worth
     */
    long minorUnits(Column column, BigDecimal minorUnitsPerUnit) {
        String text = text(column);
        try {
            if (text.length() <= LONGEST_NUMBER) {
                BigDecimal amount = new BigDecimal(text);
                // Exponents before the rescaling: 1e999999999 would fill the memory.
                if (amount.signum() > 0 && Math.abs((long) amount.scale()) <= 10 * LONGEST_NUMBER) {
                    BigDecimal rounded = amount.multiply(minorUnitsPerUnit).setScale(0, RoundingMode.HALF_EVEN);
                    if (rounded.compareTo(MOST_MINOR_UNITS) <= 0) {
                        return Math.max(1, rounded.longValueExact());
                    }
                }
            }
        } catch (NumberFormatException e) {
            // refused below, with the cell
        }
        throw refused(column, "a positive number of at most 2^53 minor units, found " + quoted(text));
    }

    double risk(Column column) {
        String text = text(column);
        try {
            double risk = Double.parseDouble(text);
            if (risk >= 0 && risk <= 1) {
                return risk;
            }
        } catch (NumberFormatException e) {
            // refused below, with the cell
        }
        throw refused(column, "a number in [0, 1], found " + quoted(text));
    }

    /** Written as 1 or true for illicit, 0 or false for licit. */
    Label label(Column column) {
        String text = text(column);
        return switch (text) {
            case "1", "true", "True", "TRUE" -> Label.ILLICIT;
            case "0", "false", "False", "FALSE" -> Label.LICIT;
            default -> throw refused(column, "1 or 0, found " + quoted(text));
        };
    }

    /** Written as an instant of ISO 8601, or as whole seconds since 1970. */
    Instant time(Column column) {
        String text = text(column);
        try {
            return text.endsWith("Z") ? Instant.parse(text) : Instant.ofEpochSecond(Long.parseLong(text));
        } catch (NumberFormatException | DateTimeException e) {
            throw refused(column, "an instant as 2026-01-31T12:00:00Z, or whole seconds, found " + quoted(text));
        }
    }

    /** Written as a whole number of days; day 0 is 1970-01-01. */
    Instant day(Column column) {
        String text = text(column);
        try {
            return LocalDate.ofEpochDay(Integer.parseInt(text))
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
        } catch (NumberFormatException e) {
            throw refused(column, "a whole number of days, found " + quoted(text));
        }
    }

    DataSetException refused(Column column, String expectation) {
        return DataSetException.ofCell(file, line, column.name(), expectation);
    }

    DataSetException refused(String expectation) {
        return DataSetException.ofLine(file, line, expectation);
    }

    private static String quoted(String text) {
        String shown = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
        return "'" + shown.replaceAll("\\p{Cntrl}", "?") + "'";
    }
}
