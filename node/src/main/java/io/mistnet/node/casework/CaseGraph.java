package io.mistnet.node.casework;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an agency knows around one of its cases, as points and lines between them.
 *
 * @param nodes the points
 * @param edges the lines
 * @param leftOut selectors of the case for which there was no room
 */
public record CaseGraph(List<Node> nodes, List<Edge> edges, long leftOut) {

    /** Kinds of points. */
    public enum Kind {
        /** The case. */
        FOCUS,
        /** A selector that was looked up in it. */
        OWN,
        /** A record that was found. */
        RECORD,
        /** An institution that contributed one. */
        CONTRIBUTOR,
        /** Another case in which one of the selectors was looked up. */
        CASE
    }

    /**
     * A point.
     *
     * @param id in the graph
     * @param label a case's reference, a selector, a category, or an institution's id
     */
    public record Node(String id, String label, Kind kind) {}

    /** A line. */
    public record Edge(String source, String target) {}

    public CaseGraph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /** The points to which lines lead from this one. */
    public List<Node> after(Node node) {
        Set<String> targets = edges.stream()
                .filter(edge -> edge.source().equals(node.id()))
                .map(Edge::target)
                .collect(Collectors.toSet());
        return nodes.stream().filter(each -> targets.contains(each.id())).toList();
    }

    /** The points from which lines lead to this one. */
    public List<Node> before(Node node) {
        Set<String> sources = edges.stream()
                .filter(edge -> edge.target().equals(node.id()))
                .map(Edge::source)
                .collect(Collectors.toSet());
        return nodes.stream().filter(each -> sources.contains(each.id())).toList();
    }

    @Override
    public String toString() {
        return "CaseGraph[%d nodes, %d edges]".formatted(nodes.size(), edges.size());
    }
}
