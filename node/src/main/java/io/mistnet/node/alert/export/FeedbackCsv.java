package io.mistnet.node.alert.export;

import io.mistnet.node.alert.FeedbackLog;
import io.mistnet.node.alert.FeedbackRow;
import io.mistnet.node.csv.SpreadsheetCell;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** What closed alerts say of the rules, as CSV (RFC 4180) in UTF-8: {@code account,epoch,rule,disposition,closed_at}, a line for each time that an alert was raised. */
public final class FeedbackCsv {

    private static final int ROWS_AT_ONCE = 5_000;
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader("account", "epoch", "rule", "disposition", "closed_at")
            .get();

    private final FeedbackLog log;

    public FeedbackCsv(FeedbackLog log) {
        this.log = log;
    }

    /** Writes all rows, reading some at a time; leaves the stream open. */
    public void write(OutputStream stream) throws IOException {
        Writer writer = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
        CSVPrinter printer = new CSVPrinter(writer, FORMAT);
        long after = 0;
        List<FeedbackLog.Numbered> rows;
        do {
            rows = log.rows(after, ROWS_AT_ONCE);
            for (FeedbackLog.Numbered numbered : rows) {
                print(printer, numbered.row());
                after = numbered.number();
            }
        } while (rows.size() == ROWS_AT_ONCE);
        printer.flush();
    }

    private static void print(CSVPrinter printer, FeedbackRow row) throws IOException {
        printer.printRecord(
                SpreadsheetCell.guarded(row.account()),
                row.epoch(),
                SpreadsheetCell.guarded(row.rule()),
                row.disposition().id(),
                row.closedAt());
    }
}
