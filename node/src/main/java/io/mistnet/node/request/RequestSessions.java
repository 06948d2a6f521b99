package io.mistnet.node.request;

import io.mistnet.node.link.CheckedConnection;
import io.mistnet.node.peer.LinkMeters;
import io.mistnet.node.peer.PeerRefusedException;
import io.mistnet.node.peer.Refusal;
import io.mistnet.node.peer.RefusalLog;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves connections from the checked peer to their end: one request after the other, each read, answered, and its reply written, at no less than the pace agreed. */
final class RequestSessions {

    private static final Logger LOG = LoggerFactory.getLogger(RequestSessions.class);
    private static final String TOO_SLOW = "the peer takes too long";
    private static final String NO_KIND = "unknown";

    private final ServerSettings settings;
    private final OpenLinks links;
    private final RequestWork work;
    private final Watchdog watchdog;
    private final LinkMeters linkMeters;
    private final RequestMeters meters;
    private final RefusalLog refusals = new RefusalLog(LOG, "a requester");
    private final PayloadMemory memory;

    RequestSessions(
            ServerSettings settings,
            OpenLinks links,
            RequestWork work,
            Watchdog watchdog,
            LinkMeters linkMeters,
            RequestMeters meters) {
        this.settings = settings;
        this.links = links;
        this.work = work;
        this.watchdog = watchdog;
        this.linkMeters = linkMeters;
        this.meters = meters;
        this.memory = new PayloadMemory(settings.payloadBytes(), RequestKind.longest());
    }

    /** Serves {@code connection} for as long as it lives. */
    void serve(CheckedConnection connection) {
        try (connection;
                RequestLink link = new RequestLink(connection, linkMeters)) {
            if (!links.enter(link)) {
                throw new PeerRefusedException(link.institution(), Refusal.TOO_MANY_CONNECTIONS);
            }
            try {
                serve(link);
            } finally {
                links.leave(link);
            }
        } catch (PeerRefusedException e) {
            linkMeters.refused(e.refusal());
            refusals.refused(e.refusal(), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            LOG.debug("A connection of {} ended: {}", connection.peer(), e.getMessage());
        }
    }

    private void serve(RequestLink link) throws IOException {
        Optional<Byte> first = awaitRequest(link);
        while (first.isPresent() && links.begin(link)) {
            try {
                serveOne(link, first.get());
            } catch (PeerRefusedException e) {
                throw e;
            } catch (IOException e) {
                throw link.closedBecause().equals(TOO_SLOW)
                        ? new PeerRefusedException(link.institution(), Refusal.TOO_SLOW)
                        : e;
            }
            links.end(link);
            first = awaitRequest(link);
        }
    }

    private Optional<Byte> awaitRequest(RequestLink link) throws IOException {
        try (Watchdog.Guard idle = watchdog.guard(link, settings.idleTimeout(), "it was silent for too long")) {
            return link.awaitFirst();
        }
    }

    private void serveOne(RequestLink link, byte first) throws IOException {
        long start = System.nanoTime();
        FrameHeader header = readHeader(link, first);
        Deadline deadline = Deadline.in(Duration.ofMillis(Integer.toUnsignedLong(header.millis())))
                .atMost(settings.longest());
        Optional<RequestKind> kind = RequestKind.of(header.code());
        Reply reply = kind.isEmpty()
                ? Reply.not(Outcome.UNKNOWN_KIND, "no such kind of request: " + header.code())
                : answer(link, kind.get(), header.length(), deadline);
        try (Watchdog.Guard guard = watchdog.guard(link, settings.pace().timeFor(reply.payload().length), TOO_SLOW)) {
            link.write(reply.header(header.id()), reply.payload());
        } finally {
            meters.served(
                    kind.map(RequestMeters::tag).orElse(NO_KIND),
                    reply.outcome(),
                    Duration.ofNanos(System.nanoTime() - start));
        }
        if (kind.isEmpty()) {
            throw new PeerRefusedException(link.institution(), Refusal.UNKNOWN_KIND, String.valueOf(header.code()));
        }
        if (reply.outcome() == Outcome.TOO_LONG) {
            throw new PeerRefusedException(
                    link.institution(),
                    Refusal.FRAME_TOO_LONG,
                    "%s bytes of %s".formatted(Integer.toUnsignedString(header.length()), kind.get()));
        }
    }

    private FrameHeader readHeader(RequestLink link, byte first) throws IOException {
        try (Watchdog.Guard guard = watchdog.guard(link, settings.pace().grace(), TOO_SLOW)) {
            return link.readHeader(first);
        }
    }

    private Reply answer(RequestLink link, RequestKind kind, int length, Deadline deadline) throws IOException {
        if (length < 0 || length > kind.mostRequestBytes()) {
            return Reply.not(
                    Outcome.TOO_LONG,
                    "%s bytes, at most %d are allowed"
                            .formatted(Integer.toUnsignedString(length), kind.mostRequestBytes()));
        }
        if (!memory.take(link.institution(), length)) {
            try (Watchdog.Guard guard = watchdog.guard(link, settings.pace().timeFor(length), TOO_SLOW)) {
                link.skipPayload(length);
            }
            return Reply.busy(settings.retryAfter());
        }
        try {
            byte[] payload;
            try (Watchdog.Guard guard = watchdog.guard(link, settings.pace().timeFor(length), TOO_SLOW)) {
                payload = link.readPayload(length);
            }
            return work.answer(link.institution(), kind, payload, deadline);
        } finally {
            memory.giveBack(link.institution(), length);
        }
    }
}
