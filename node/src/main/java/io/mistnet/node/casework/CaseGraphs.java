package io.mistnet.node.casework;

import io.mistnet.connectors.selector.SelectorType;
import io.mistnet.node.casework.CaseGraph.Edge;
import io.mistnet.node.casework.CaseGraph.Kind;
import io.mistnet.node.casework.CaseGraph.Node;
import io.mistnet.node.lookup.FoundRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Draws what an agency knows around a case, from its own tables: nobody is asked. Thread-safe; calls block. */
public final class CaseGraphs {

    /** Most selectors of one graph: those with hits first, then those of several cases. */
    static final int MOST_SELECTORS = 120;

    private final CaseStore store;

    public CaseGraphs(CaseStore store) {
        this.store = store;
    }

    /** @throws UnknownItemException where there is no such case */
    public CaseGraph around(long caseId) {
        return store.read(handle -> {
            Drawing drawing = new Drawing(handle, CaseRows.require(handle, caseId));
            drawing.draw();
            return drawing.graph();
        });
    }

    /** The newest answer to a selector. */
    private record Answer(long lookup, SelectorType type, String selector) {}

    private static final class Drawing {

        private final Handle handle;
        private final CaseFile file;
        private final Map<String, Node> nodes = new LinkedHashMap<>();
        private final Set<Edge> edges = new LinkedHashSet<>();
        private long leftOut;

        Drawing(Handle handle, CaseFile file) {
            this.handle = handle;
            this.file = file;
        }

        CaseGraph graph() {
            return new CaseGraph(new ArrayList<>(nodes.values()), new ArrayList<>(edges), leftOut);
        }

        void draw() {
            String focus = node("c" + file.id(), file.reference(), Kind.FOCUS);
            List<Answer> answers = answers();
            leftOut = Math.max(0, countOfSelectors() - answers.size());
            for (Answer answer : answers) {
                String selector = node("s" + answer.lookup(), answer.selector(), Kind.OWN);
                edges.add(new Edge(focus, selector));
                drawRecords(answer, selector);
                drawOtherCases(answer, selector);
            }
        }

        private void drawRecords(Answer answer, String selector) {
            int number = 0;
            for (FoundRecord found : LookupRows.records(handle, answer.lookup())) {
                String record = node("r%d-%d".formatted(answer.lookup(), number++), found.category(), Kind.RECORD);
                String contributor = node("i" + found.institution(), found.institution(), Kind.CONTRIBUTOR);
                edges.add(new Edge(selector, record));
                edges.add(new Edge(record, contributor));
            }
        }

        private void drawOtherCases(Answer answer, String selector) {
            handle.createQuery("""
                            SELECT DISTINCT c.id, c.reference
                            FROM case_lookup l JOIN case_file c ON c.id = l.case_id
                            WHERE l.selector_type = :type AND l.selector = :selector AND c.id <> :case
                            ORDER BY c.id
                            """)
                    .bind("type", answer.type().id())
                    .bind("selector", answer.selector())
                    .bind("case", file.id())
                    .map((row, context) -> node("c" + row.getLong("id"), row.getString("reference"), Kind.CASE))
                    .forEach(other -> edges.add(new Edge(other, selector)));
        }

        private List<Answer> answers() {
            return handle.createQuery("""
                            SELECT l.id, l.selector_type, l.selector,
                              CASE WHEN l.found > 0 THEN 0 ELSE 1 END AS missed,
                              CASE WHEN EXISTS (SELECT 1 FROM case_lookup o
                                WHERE o.selector_type = l.selector_type AND o.selector = l.selector
                                  AND o.case_id <> l.case_id) THEN 0 ELSE 1 END AS alone
                            FROM case_lookup l
                            WHERE l.id IN (SELECT MAX(n.id) FROM case_lookup n
                              WHERE n.case_id = :case AND n.state = 'ANSWERED'
                              GROUP BY n.selector_type, n.selector)
                            ORDER BY missed, alone, l.id DESC LIMIT :most
                            """)
                    .bind("case", file.id())
                    .bind("most", MOST_SELECTORS)
                    .map((row, context) -> new Answer(
                            row.getLong("id"),
                            SelectorType.of(row.getString("selector_type")).orElseThrow(),
                            row.getString("selector")))
                    .list();
        }

        private long countOfSelectors() {
            return handle.createQuery("""
                            SELECT COUNT(*) FROM (SELECT DISTINCT selector_type, selector FROM case_lookup
                              WHERE case_id = :case AND state = 'ANSWERED') d
                            """)
                    .bind("case", file.id())
                    .mapTo(Long.class)
                    .one();
        }

        private String node(String id, String label, Kind kind) {
            nodes.putIfAbsent(id, new Node(id, label, kind));
            return id;
        }
    }
}
