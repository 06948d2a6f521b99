package io.mistnet.node.api.frame;

import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.MediaRange;
import org.apache.pekko.http.javadsl.model.MediaType;
import org.apache.pekko.http.javadsl.model.headers.Accept;

/** Chooses among the types of an operation's answers. */
final class Negotiation {

    private Negotiation() {}

    /** The type that the caller likes best, and of equal ones the usual one. */
    static MediaType wanted(HttpRequest request, List<MediaType> produced) {
        List<MediaRange> ranges = request.getHeader(Accept.class).stream()
                .flatMap(accept -> StreamSupport.stream(accept.getMediaRanges().spliterator(), false))
                .toList();
        if (ranges.isEmpty()) {
            return produced.get(0);
        }
        return produced.stream()
                .filter(type -> liking(type, ranges) > 0)
                .max(Comparator.comparingDouble((MediaType type) -> liking(type, ranges))
                        .thenComparingInt(type -> -produced.indexOf(type)))
                .orElseThrow(() -> Problem.of(
                                ProblemKind.NOT_ACCEPTABLE,
                                "Offered here: "
                                        + String.join(
                                                ", ",
                                                produced.stream()
                                                        .map(Negotiation::name)
                                                        .toList()) + ".")
                        .asException());
    }

    /** What the most specific range says that the type is in. */
    private static double liking(MediaType type, List<MediaRange> ranges) {
        return ranges.stream()
                .filter(range -> range.matches(type))
                .max(Comparator.comparingInt(Negotiation::precision).thenComparingDouble(MediaRange::qValue))
                .map(range -> (double) range.qValue())
                .orElse(0.0);
    }

    private static int precision(MediaRange range) {
        String text = range.toString();
        return text.startsWith("*/*") ? 0 : text.contains("/*") ? 1 : 2;
    }

    private static String name(MediaType type) {
        return type.mainType() + "/" + type.subType();
    }
}
