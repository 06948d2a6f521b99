package io.mistnet.simulator.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One panel of a dashboard.
 *
 * @param dashboard the dashboard's uid
 * @param json as it stands in the file
 */
public record Panel(String dashboard, JsonNode json) {

    private static final Pattern LEGEND = Pattern.compile("\\{\\{(\\w+)}}");

    public String name() {
        return dashboard + ": " + json.path("title").asText();
    }

    /** Its queries. */
    public List<Query> queries() {
        return List.copyOf(legends().keySet());
    }

    /** The labels that the legend of each query shows. */
    public Map<Query, Set<String>> legends() {
        Map<Query, Set<String>> legends = new LinkedHashMap<>();
        for (JsonNode target : json.path("targets")) {
            Set<String> labels = new TreeSet<>();
            LEGEND.matcher(target.path("legendFormat").asText()).results().forEach(label -> labels.add(label.group(1)));
            legends.put(new Query(target.path("expr").asText()), labels);
        }
        return legends;
    }

    static List<Panel> of(JsonNode dashboard) {
        List<Panel> panels = new ArrayList<>();
        dashboard
                .path("panels")
                .forEach(panel -> panels.add(new Panel(dashboard.path("uid").asText(), panel)));
        return panels;
    }
}
