package io.mistnet.node.request;

import io.micrometer.core.instrument.MeterRegistry;
import io.mistnet.node.link.LinkHandshake;
import io.mistnet.node.network.Institution;
import io.mistnet.node.peer.Greeting;
import io.mistnet.node.peer.LinkMeters;
import io.mistnet.node.peer.Peer;
import io.mistnet.node.peer.PeerRefusedException;
import io.mistnet.node.peer.PinnedTls;
import io.mistnet.node.peer.Topology;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends requests of the lookup to the holders of its key and to its host, over a few connections to each that are kept. Safe for any thread.
 *
 * <p><b>Security.</b> A peer is who holds the private key of the certificate that the network file lists for it. Of a reply its length is checked before memory is taken; its
 * content is the caller's to check.
 */
public final class RequestClient implements AutoCloseable {

    private static final String BROKEN = "it broke";

    private final Watchdog watchdog = new Watchdog();
    private final Map<String, PeerLinks> peers = new HashMap<>();
    private final RequestMeters meters;
    private final AtomicLong ids = new AtomicLong();

    /** No connection is made before the first call. */
    public RequestClient(Topology topology, PinnedTls tls, ClientSettings settings, MeterRegistry registry) {
        this(topology, tls, settings, registry, RequestListener.NONE);
    }

    /** @param listener hears how each call went */
    public RequestClient(
            Topology topology,
            PinnedTls tls,
            ClientSettings settings,
            MeterRegistry registry,
            RequestListener listener) {
        LinkMeters linkMeters = new LinkMeters(registry, "lookup-out");
        meters = new RequestMeters(registry, listener);
        LinkHandshake handshake = new LinkHandshake(
                tls, new Greeting(topology, List.of()), watchdog.timer(), settings.handshakeTimeout());
        for (Peer peer : topology.lookups()) {
            Institution institution = topology.network().institution(peer.institution());
            PeerLinks.Dialler dialler = atMost -> dial(handshake, peer, institution, atMost, linkMeters);
            peers.put(peer.institution(), new PeerLinks(dialler, settings));
        }
    }

    /**
     * Sends a request and waits for its reply. Where a kept connection turns out to be dead, as it does after the peer was started anew, it is sent again over a new one, if the peer cannot have it whole or it may arrive
     * twice; otherwise it is sent once at most.
     *
     * @param institution whom to ask: a holder of the key or the host
     * @param payload at most as long as its kind allows
     * @param deadline when to give up; the peer does not begin the work past it
     * @return the reply, at most as long as its kind allows; otherwise unchecked
     * @throws RequestFailedException where there is no reply, or not the one wished for
     * @throws IllegalArgumentException where the payload is too long, or this institution has no such peer
     */
    public byte[] call(String institution, RequestKind kind, byte[] payload, Deadline deadline)
            throws RequestFailedException {
        if (payload.length > kind.mostRequestBytes()) {
            throw new IllegalArgumentException(
                    "%d bytes of %s, at most %d are allowed".formatted(payload.length, kind, kind.mostRequestBytes()));
        }
        PeerLinks links = peers.get(institution);
        if (links == null) {
            throw new IllegalArgumentException("this institution sends no requests to " + institution);
        }
        long start = System.nanoTime();
        Outcome outcome = Outcome.FAILED;
        try {
            byte[] reply = exchange(institution, links, kind, payload, deadline);
            outcome = Outcome.ANSWERED;
            return reply;
        } catch (RequestFailedException e) {
            outcome = e.outcome();
            throw e;
        } finally {
            meters.called(institution, kind, outcome, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /** Ends all calls that are under way. */
    @Override
    public void close() {
        peers.values().forEach(PeerLinks::close);
        watchdog.close();
    }

    private byte[] exchange(String institution, PeerLinks links, RequestKind kind, byte[] payload, Deadline deadline)
            throws RequestFailedException {
        RequestLink link = take(institution, links, kind, deadline);
        boolean kept = link.isKept();
        try {
            return exchange(link, institution, links, kind, payload, deadline);
        } catch (BrokenLinkException e) {
            if (!kept || deadline.hasPassed() || !link.closedBecause().equals(BROKEN) || !e.mayRepeat(kind)) {
                throw failed(link, institution, kind, e, deadline);
            }
        } catch (IOException e) {
            throw failed(link, institution, kind, e, deadline);
        }
        links.dropIdle();
        RequestLink fresh = take(institution, links, kind, deadline);
        try {
            return exchange(fresh, institution, links, kind, payload, deadline);
        } catch (IOException e) {
            throw failed(fresh, institution, kind, e, deadline);
        }
    }

    private RequestLink take(String institution, PeerLinks links, RequestKind kind, Deadline deadline)
            throws RequestFailedException {
        try {
            Optional<RequestLink> free = links.take(deadline);
            if (free.isEmpty()) {
                throw new DeadlineExceededException(institution, kind, "all connections to it were in use");
            }
            return free.get();
        } catch (IOException e) {
            throw failed(institution, kind, String.valueOf(e.getMessage()), deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PeerAwayException(institution, kind, "interrupted");
        }
    }

    /** One attempt; the connection goes back to where it was taken from. */
    private byte[] exchange(
            RequestLink link, String institution, PeerLinks links, RequestKind kind, byte[] payload, Deadline deadline)
            throws IOException, RequestFailedException {
        try (Watchdog.Guard guard = watchdog.guard(link, deadline.remaining(), "the deadline passed")) {
            return new Exchange(link, institution, kind).run(ids.incrementAndGet(), payload, deadline);
        } catch (IOException e) {
            link.abort(BROKEN);
            throw e;
        } finally {
            links.giveBack(link);
        }
    }

    private static RequestFailedException failed(
            RequestLink link, String institution, RequestKind kind, IOException e, Deadline deadline) {
        String here = link.closedBecause();
        return failed(institution, kind, here.equals(BROKEN) ? String.valueOf(e.getMessage()) : here, deadline);
    }

    private static RequestFailedException failed(
            String institution, RequestKind kind, String reason, Deadline deadline) {
        return deadline.hasPassed()
                ? new DeadlineExceededException(institution, kind, reason)
                : new PeerAwayException(institution, kind, reason);
    }

    private static RequestLink dial(
            LinkHandshake handshake, Peer peer, Institution institution, Duration atMost, LinkMeters meters)
            throws IOException {
        try {
            return new RequestLink(
                    handshake.dial(
                            peer,
                            institution,
                            institution.lookup().orElseThrow().resolve(),
                            atMost),
                    meters);
        } catch (PeerRefusedException e) {
            meters.refused(e.refusal());
            throw e;
        }
    }
}
