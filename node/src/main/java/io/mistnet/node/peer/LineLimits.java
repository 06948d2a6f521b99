package io.mistnet.node.peer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/** A {@link LineLimit} for each institution of the network, so that none hides what others cause. Safe for any thread. */
public final class LineLimits {

    private final Map<String, LineLimit> limits = new ConcurrentHashMap<>();

    /**
     * Has a line logged that an institution causes, unless it has caused enough of them lately.
     *
     * @param institution one of the network file
     * @param line is given how many before it were left out
     */
    public void log(String institution, LongConsumer line) {
        long unsaid =
                limits.computeIfAbsent(institution, any -> new LineLimit()).admit();
        if (unsaid != LineLimit.SILENT) {
            line.accept(unsaid);
        }
    }
}
