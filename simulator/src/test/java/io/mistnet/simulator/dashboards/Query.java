package io.mistnet.simulator.dashboards;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query in PromQL, as far as its names go.
 *
 * @param text as it stands in a dashboard or rule
 */
public record Query(String text) {

    private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");
    private static final Pattern CLAUSE =
            Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
    private static final Pattern RANGE = Pattern.compile("\\[[^\\]]*\\]");
    private static final Pattern SELECTOR =
            Pattern.compile("(?<![\\w:.$])([a-zA-Z_:][\\w:]*)\\s*(\\{[^}]*\\})?(?!\\s*\\(|[\\w:])");
    private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(=~|!=|!~|=)");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

    /** The metrics that it reads, each with the labels that it selects by. */
    public Map<String, Set<String>> selectors() {
        String plain = RANGE.matcher(
                        CLAUSE.matcher(STRING.matcher(text).replaceAll("\"\"")).replaceAll(" "))
                .replaceAll("");
        Map<String, Set<String>> selectors = new LinkedHashMap<>();
        for (MatchResult found : SELECTOR.matcher(plain).results().toList()) {
            if (!WORDS.contains(found.group(1))) {
                Set<String> labels = selectors.computeIfAbsent(found.group(1), name -> new TreeSet<>());
                if (found.group(2) != null) {
                    Matcher label = LABEL.matcher(found.group(2));
                    while (label.find()) {
                        labels.add(label.group(1));
                    }
                }
            }
        }
        return selectors;
    }

    /** The labels that it groups by. */
    public Set<String> groups() {
        Set<String> groups = new TreeSet<>();
        CLAUSE.matcher(text).results().forEach(clause -> {
            for (String label : clause.group(2).split(",", -1)) {
                if (!label.isBlank()) {
                    groups.add(label.strip());
                }
            }
        });
        return groups;
    }

    /** As Grafana would ask it: for all institutions, over so many seconds. */
    public String asked(int seconds) {
        return text.replace("$institution", ".*").replace("$__rate_interval", seconds + "s");
    }
}
