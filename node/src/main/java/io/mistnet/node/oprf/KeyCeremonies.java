package io.mistnet.node.oprf;

import io.mistnet.node.oprf.KeyCeremony.Progress;
import io.mistnet.node.request.Deadline;
import io.mistnet.node.request.RefusedRequestException;
import io.mistnet.node.request.RequestHandler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ceremonies of all key epochs of the network file at one holder: brings each to the generation that the file wants, and answers the other holders. Ceremonies that are done are not stepped any more, but answer for as long as the
 * node runs: others may come later.
 */
final class KeyCeremonies implements RequestHandler, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KeyCeremonies.class);

    private final HolderSite site;
    private final Map<Integer, KeyCeremony> ceremonies = new TreeMap<>();
    private final ScheduledExecutorService scheduler;
    private volatile boolean closed;

    /** @param scheduler its threads are blocked by requests to other holders */
    KeyCeremonies(HolderSite site, List<KeyCeremony> ceremonies, ScheduledExecutorService scheduler) {
        this.site = site;
        ceremonies.forEach(ceremony -> this.ceremonies.put(ceremony.epoch(), ceremony));
        this.scheduler = scheduler;
    }

    void start() {
        ceremonies.values().forEach(ceremony -> scheduler.execute(() -> step(ceremony)));
    }

    private void step(KeyCeremony ceremony) {
        if (closed) {
            return;
        }
        try {
            if (ceremony.step() == Progress.UNDER_WAY) {
                stepAfter(site.timing().poll(), ceremony);
            }
        } catch (RuntimeException e) {
            if (!closed) {
                LOG.error("keyEpoch={} ceremony failed; it is tried again", ceremony.epoch(), e);
                stepAfter(site.timing().retry(), ceremony);
            }
        }
    }

    private void stepAfter(Duration pause, KeyCeremony ceremony) {
        if (!closed) {
            scheduler.schedule(() -> step(ceremony), pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Answers another holder; nobody else. */
    @Override
    public byte[] handle(String institution, byte[] payload, Deadline deadline) throws RefusedRequestException {
        int asker = site.holders().numberOf(institution);
        if (asker == 0 || asker == site.me()) {
            throw new RefusedRequestException("only the other holders of the lookup's key take part in its ceremonies");
        }
        try {
            CeremonyQuery query = CeremonyCodec.decodeQuery(payload);
            KeyCeremony ceremony = Optional.ofNullable(ceremonies.get(query.epoch()))
                    .orElseThrow(() -> new RefusedRequestException(
                            "no key epoch %d in the network file".formatted(query.epoch())));
            return CeremonyCodec.encode(ceremony.reply(asker, query));
        } catch (MalformedMessageException e) {
            throw new RefusedRequestException(e.reason(), e);
        }
    }

    /** How all stand, in one line for the operator. */
    String state() {
        return ceremonies.values().stream()
                .map(ceremony -> "key epoch %d: %s".formatted(ceremony.epoch(), ceremony.state()))
                .collect(Collectors.joining("; "));
    }

    @Override
    public void close() {
        closed = true;
    }
}
