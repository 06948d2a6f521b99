package io.mistnet.simulator.demo;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every metric that a node was seen to export, with its labels. */
final class Exported {

    private static final Pattern SAMPLE = Pattern.compile("^([a-zA-Z_:][\\w:]*)(\\{.*})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");

    private final Map<String, Set<String>> labels = new TreeMap<>();

    /** Notes what stands in a scrape. */
    void note(String scrape) {
        for (String line : scrape.split("\n", -1)) {
            Matcher sample = SAMPLE.matcher(line);
            if (!line.startsWith("#") && sample.matches()) {
                Set<String> known = labels.computeIfAbsent(sample.group(1), name -> new TreeSet<>());
                if (sample.group(2) != null) {
                    Matcher label = LABEL.matcher(sample.group(2));
                    while (label.find()) {
                        known.add(label.group(1));
                    }
                }
            }
        }
    }

    Set<String> names() {
        return labels.keySet();
    }

    /** The labels of a metric, with those that Prometheus gives to every target. */
    Set<String> labels(String name) {
        Set<String> all = new TreeSet<>(labels.getOrDefault(name, Set.of()));
        all.add("instance");
        all.add("job");
        return all;
    }
}
