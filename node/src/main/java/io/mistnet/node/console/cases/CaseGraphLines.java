package io.mistnet.node.console.cases;

import io.mistnet.node.casework.CaseGraph;
import io.mistnet.node.casework.CaseGraph.Kind;
import io.mistnet.node.casework.CaseGraph.Node;
import io.mistnet.node.console.casework.Labels;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The drawing in words, for those who cannot see it: for each selector what is linked to it.
 *
 * @param lines one for each selector
 * @param leftOut selectors for which there was no room
 */
public record CaseGraphLines(List<Line> lines, long leftOut) {

    /**
     * A selector with its links.
     *
     * @param selector in its canonical form
     * @param records what records say of it, and whose they are
     * @param cases the other cases in which it was looked up
     */
    public record Line(String selector, List<String> records, List<String> cases) {

        public Line {
            records = List.copyOf(records);
            cases = List.copyOf(cases);
        }

        @Override
        public String toString() {
            return "Line(not shown)";
        }
    }

    public CaseGraphLines {
        lines = List.copyOf(lines);
    }

    static CaseGraphLines of(CaseGraph graph, Labels labels) {
        return new CaseGraphLines(
                graph.nodes().stream()
                        .filter(node -> node.kind() == Kind.OWN)
                        .map(node -> new Line(node.label(), records(graph, node, labels), cases(graph, node)))
                        .toList(),
                graph.leftOut());
    }

    private static List<String> records(CaseGraph graph, Node selector, Labels labels) {
        return graph.after(selector).stream()
                .map(record ->
                        "%s (%s)".formatted(labels.category(record.label()), contributors(graph, record, labels)))
                .toList();
    }

    private static String contributors(CaseGraph graph, Node record, Labels labels) {
        return graph.after(record).stream()
                .map(contributor -> labels.institution(contributor.label()))
                .collect(Collectors.joining(", "));
    }

    private static List<String> cases(CaseGraph graph, Node selector) {
        return graph.before(selector).stream()
                .filter(node -> node.kind() == Kind.CASE)
                .map(Node::label)
                .toList();
    }
}
