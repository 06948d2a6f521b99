package io.mistnet.node.peer;

import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;

/**
 * Tells the log of peers that were turned away, but no faster than anybody can read: whoever knocks without end fills no disk, and hides no other reason. Every refusal is
 * counted in the metrics all the same. Safe for any thread.
 */
public final class RefusalLog {

    private final Logger log;
    private final String link;
    /** One for each reason, in their order. */
    private final List<LineLimit> limits;

    /** @param link what kind of link it is, as the end of a sentence: {@code a link for shares} */
    public RefusalLog(Logger log, String link) {
        this(log, link, System::nanoTime);
    }

    RefusalLog(Logger log, String link, LongSupplier nanoTime) {
        this.log = log;
        this.link = link;
        this.limits = Stream.of(Refusal.values())
                .map(refusal -> new LineLimit(nanoTime))
                .toList();
    }

    /** Says that a peer was refused, unless enough lines gave this reason within the last minute. */
    public void refused(Refusal refusal, String message) {
        long unsaid = limits.get(refusal.ordinal()).admit();
        if (unsaid == 0) {
            log.warn("Refused {}: {}", link, message);
        } else if (unsaid > 0) {
            log.warn("Refused {}: {} (and {} more for the same reason, not logged)", link, message, unsaid);
        }
    }
}
