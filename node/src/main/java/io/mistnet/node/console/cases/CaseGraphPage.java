package io.mistnet.node.console.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mistnet.node.casework.CaseFile;
import io.mistnet.node.casework.CaseGraph;
import io.mistnet.node.console.Responder;
import io.mistnet.node.console.Visit;
import io.mistnet.node.console.casework.CaseworkAnswers;
import io.mistnet.node.console.casework.Labels;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** What the agency knows around a case, as a drawing and as a list. */
final class CaseGraphPage {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final CaseServices services;
    private final Responder responder;
    private final Labels labels;

    CaseGraphPage(CaseServices services, CaseworkAnswers answers, Labels labels) {
        this.services = services;
        this.responder = answers.responder();
        this.labels = labels;
    }

    HttpResponse page(Visit visit, long id) {
        CaseFile file = services.cases().require(id);
        return responder.page(
                visit,
                "cases/graph.jte",
                Map.of(
                        "file",
                        file,
                        "lines",
                        CaseGraphLines.of(services.graphs().around(id), labels)));
    }

    /** The drawing, as the script that draws it wants it. */
    HttpResponse json(long id) {
        CaseGraph graph = services.graphs().around(id);
        List<Map<String, String>> nodes = graph.nodes().stream()
                .map(node -> Map.of("id", node.id(), "label", label(node), "kind", kind(node.kind())))
                .toList();
        List<Map<String, String>> edges = graph.edges().stream()
                .map(edge -> Map.of("source", edge.source(), "target", edge.target(), "label", ""))
                .toList();
        try {
            return HttpResponse.create()
                    .withEntity(HttpEntities.create(
                            ContentTypes.APPLICATION_JSON,
                            JSON.writeValueAsBytes(Map.of("nodes", nodes, "edges", edges))));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String label(CaseGraph.Node node) {
        return switch (node.kind()) {
            case RECORD -> labels.category(node.label());
            case CONTRIBUTOR -> labels.institution(node.label());
            case FOCUS, OWN, CASE -> node.label();
        };
    }

    private static String kind(CaseGraph.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
