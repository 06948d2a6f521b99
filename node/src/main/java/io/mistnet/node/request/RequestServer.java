package io.mistnet.node.request;

import io.micrometer.core.instrument.MeterRegistry;
import io.mistnet.node.link.LinkHandshake;
import io.mistnet.node.link.LinkServer;
import io.mistnet.node.peer.Greeting;
import io.mistnet.node.peer.LinkMeters;
import io.mistnet.node.peer.PinnedTls;
import io.mistnet.node.peer.Topology;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Answers requests of the lookup: those of the institutions that ask, contribute, or hold a share of the key. Each connection has one request under way at a time.
 *
 * <p><b>Security.</b> A requester is who holds the private key of a certificate in the network file; its handler is given that institution's id. Of a request its size is checked
 * first, before memory is taken, then its kind; its content is the handler's. Bounded are: handshakes, connections of one and of all, requests at work and waiting, memory for
 * payloads, and the time for a handshake, a message, and silence.
 *
 * <p><b>On deviation.</b> A message that cannot be one ends its connection. Other connections go on.
 */
public final class RequestServer implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Watchdog watchdog = new Watchdog();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "mistnet-lookup");
        thread.setDaemon(true);
        return thread;
    });
    private final OpenLinks links;
    private final RequestWork work;
    private final LinkServer server;

    /**
     * Listens from now on.
     *
     * @param address where to listen
     * @param handlers what answers each kind of request; other kinds are refused
     * @throws IOException where the address cannot be listened on
     */
    public RequestServer(
            Topology topology,
            PinnedTls tls,
            ServerSettings settings,
            SocketAddress address,
            Map<RequestKind, RequestHandler> handlers,
            MeterRegistry registry)
            throws IOException {
        this(topology, tls, settings, address, handlers, registry, RequestListener.NONE);
    }

    /** @param listener hears how each request went */
    public RequestServer(
            Topology topology,
            PinnedTls tls,
            ServerSettings settings,
            SocketAddress address,
            Map<RequestKind, RequestHandler> handlers,
            MeterRegistry registry,
            RequestListener listener)
            throws IOException {
        LinkMeters linkMeters = new LinkMeters(registry, "lookup-in");
        RequestMeters meters = new RequestMeters(registry, listener);
        Turnstile turnstile = new Turnstile(settings.threads(), settings.queue());
        meters.watchWaiting(turnstile::waiting);
        links = new OpenLinks(settings.linksOfOne(), settings.linksInAll());
        work = new RequestWork(handlers, turnstile, settings.retryAfter());
        RequestSessions sessions = new RequestSessions(settings, links, work, watchdog, linkMeters, meters);
        server = new LinkServer(
                "lookups",
                address,
                new LinkHandshake(
                        tls,
                        new Greeting(topology, topology.requesters()),
                        watchdog.timer(),
                        settings.handshakeTimeout()),
                threads,
                settings.mostPending(),
                linkMeters,
                sessions::serve);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.address();
    }

    /** Takes no more connections, ends those that are open, and waits a while for handlers that are at work. */
    @Override
    public void close() {
        server.close();
        links.close();
        work.close();
        threads.shutdown();
        try {
            threads.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        watchdog.close();
    }
}
