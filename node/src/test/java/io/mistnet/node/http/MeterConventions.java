package io.mistnet.node.http;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Prometheus asks of a meter's name and description, held against a scrape in its text format. */
public final class MeterConventions {

    private static final Pattern HELP = Pattern.compile("(?m)^# HELP (\\S+)[ ]?(.*)$");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
    private static final Pattern UNBASED_UNIT =
            Pattern.compile(".*_(ms|millis|milliseconds|micros|nanos|minutes|hours|kb|mb|kilobytes|percent)(_.*)?");

    private MeterConventions() {}

    /** Every breach in a scrape, as "meter: what is wrong". */
    public static List<String> breaches(String scrape) {
        Map<String, String> descriptions =
                HELP.matcher(scrape).results().collect(Collectors.toMap(help -> help.group(1), help -> help.group(2)));
        return TYPE.matcher(scrape)
                .results()
                .flatMap(type -> breaches(type, descriptions.getOrDefault(type.group(1), "")))
                .toList();
    }

    private static Stream<String> breaches(MatchResult type, String description) {
        String name = type.group(1);
        boolean counter = type.group(2).equals("counter");
        return Stream.of(
                        breach(description.isBlank(), "has no description"),
                        breach(!NAME.matcher(name).matches(), "is not in snake case"),
                        breach(counter != name.endsWith("_total"), "ends in _total if and only if it is a counter"),
                        breach(UNBASED_UNIT.matcher(name).matches(), "is not in a base unit (seconds, bytes, ratio)"))
                .flatMap(List::stream)
                .map(what -> name + ": " + what);
    }

    private static List<String> breach(boolean holds, String what) {
        return holds ? List.of(what) : List.of();
    }
}
