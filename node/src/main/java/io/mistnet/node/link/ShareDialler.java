package io.mistnet.node.link;

import io.mistnet.node.network.Institution;
import io.mistnet.node.peer.LinkMeters;
import io.mistnet.node.peer.PeerRefusedException;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one slot filled: dials whenever its link is gone, with growing pauses while the peer is away and nobody waits for it. */
final class ShareDialler implements Runnable, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ShareDialler.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final LinkSlot slot;
    private final Institution institution;
    private final LinkHandshake handshake;
    private final LinkSettings settings;
    private final LinkMeters meters;
    private volatile boolean stopped;
    private String lastFailure = "";

    ShareDialler(
            LinkSlot slot, Institution institution, LinkHandshake handshake, LinkSettings settings, LinkMeters meters) {
        this.slot = slot;
        this.institution = institution;
        this.handshake = handshake;
        this.settings = settings;
        this.meters = meters;
    }

    @Override
    public void run() {
        Duration pause = settings.retryMin();
        while (!stopped && !Thread.currentThread().isInterrupted()) {
            if (!slot.isEmpty(LOOK_EVERY)) {
                pause = settings.retryMin();
            } else if (!dial()) {
                slot.pause(pause, settings.retryMin());
                Duration doubled = pause.multipliedBy(2);
                pause = doubled.compareTo(settings.retryMax()) < 0 ? doubled : settings.retryMax();
            }
        }
    }

    private boolean dial() {
        try {
            slot.put(new ShareLink(
                    handshake.dial(
                            slot.peer(),
                            institution,
                            institution.shares().orElseThrow().resolve()),
                    meters));
            LOG.info("Link for shares to {} is up", institution.id());
            lastFailure = "";
            return true;
        } catch (PeerRefusedException e) {
            meters.refused(e.refusal());
            report("Refused the link for shares: " + e.getMessage());
        } catch (IOException e) {
            report(String.valueOf(e.getMessage()));
        }
        return false;
    }

    /** Says the same thing once, not at every attempt. */
    private void report(String failure) {
        if (!failure.equals(lastFailure)) {
            LOG.warn("{}; trying on", failure);
            lastFailure = failure;
        }
    }

    @Override
    public void close() {
        stopped = true;
    }
}
