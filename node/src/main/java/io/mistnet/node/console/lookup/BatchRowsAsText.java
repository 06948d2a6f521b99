package io.mistnet.node.console.lookup;

import io.mistnet.node.casework.BatchResult;
import io.mistnet.node.console.casework.Labels;
import io.mistnet.node.lookup.FoundRecord;
import java.util.ArrayList;
import java.util.List;

/** Answers as rows of a file: one for each record, and one for each line for which there is none. */
final class BatchRowsAsText {

    static final List<String> HEADER = List.of(
            "line",
            "type",
            "selector",
            "found",
            "contributor",
            "contributor_name",
            "category",
            "date",
            "case_reference",
            "contact");

    private BatchRowsAsText() {}

    static List<List<String>> of(BatchResult result, Labels labels) {
        List<List<String>> rows = new ArrayList<>();
        String found = String.valueOf(result.records().size() + result.unreadable());
        for (FoundRecord record : result.records()) {
            rows.add(row(
                    result,
                    found,
                    record.institution(),
                    labels.institution(record.institution()),
                    record.category(),
                    record.date().toString(),
                    record.caseReference(),
                    record.contact()));
        }
        if (rows.isEmpty()) {
            rows.add(row(result, found, "", "", "", "", "", ""));
        }
        return rows;
    }

    private static List<String> row(BatchResult result, String found, String... record) {
        List<String> row = new ArrayList<>(
                List.of(String.valueOf(result.line()), result.type().id(), result.selector(), found));
        row.addAll(List.of(record));
        return row;
    }
}
