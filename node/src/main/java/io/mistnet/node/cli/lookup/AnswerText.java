package io.mistnet.node.cli.lookup;

import io.mistnet.node.lookup.http.LookupMessages.Found;
import io.mistnet.node.lookup.http.LookupMessages.Revealed;
import java.util.ArrayList;
import java.util.List;

/** Answers for people. */
final class AnswerText {

    private static final List<String> HEADINGS = List.of("INSTITUTION", "CATEGORY", "DATE", "CASE", "CONTACT");

    /** To stand below records: nobody has checked who wrote them. */
    static final String AS_WRITTEN =
            "All of this is as whoever contributed it wrote it, the institution too. Before you act on a record, ask that institution, through a contact that you know from elsewhere.";

    private AnswerText() {}

    /** A table of records, or that there are none. */
    static String table(List<Found> records, int unreadable) {
        if (records.isEmpty() && unreadable == 0) {
            return "no records";
        }
        List<List<String>> rows = new ArrayList<>(List.of(HEADINGS));
        for (Found found : records) {
            rows.add(List.of(
                    found.institution(), found.category(), found.date(), found.caseReference(), found.contact()));
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                line.append(("%-" + (width(rows, column) + 2) + "s").formatted(row.get(column)));
            }
            lines.add(line.toString().stripTrailing());
        }
        if (unreadable > 0) {
            lines.add("%d more that this version cannot read".formatted(unreadable));
        }
        return String.join(System.lineSeparator(), lines);
    }

    /** What was revealed to whom. */
    static String revealed(Revealed revealed, OwnNode node, String caseReference, double seconds) {
        return "Took %.2f s. %d of the %d holders of the key (%s) learnt that %s asked for %s in case %s and on which basis; the host %s that it sent %s (%,d bytes, and %,d back). None learnt what was asked, or whether there are records."
                .formatted(
                        seconds,
                        revealed.holdersAsked().size(),
                        node.network().oprfHolders().size(),
                        String.join(", ", revealed.holdersAsked()),
                        node.institution(),
                        counted(revealed.evaluations(), "evaluation", "evaluations"),
                        caseReference,
                        node.network().host().orElseThrow().id(),
                        counted(revealed.queries(), "query", "queries"),
                        revealed.bytesSent(),
                        revealed.bytesReceived());
    }

    private static String counted(long count, String one, String many) {
        return count == 1 ? "1 " + one : "%,d %s".formatted(count, many);
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
