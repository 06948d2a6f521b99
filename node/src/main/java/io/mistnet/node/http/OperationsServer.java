package io.mistnet.node.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * The node's HTTP server for its operator: {@code /health/live}, {@code /health/ready} and {@code /metrics}. These have no
 * authentication: bind it to loopback, or to a network that only the operator reaches. Further routes look after themselves.
 */
public final class OperationsServer {

    /** Its own, and those of the institution's tools. */
    private static final Set<String> PATHS = Set.of(
            "metrics",
            "health/live",
            "health/ready",
            "lookup/v1/lookups",
            "lookup/v1/batches",
            "lookup/v1/records",
            "lookup/v1/approvals");

    private final ServerBinding binding;

    private OperationsServer(ServerBinding binding) {
        this.binding = binding;
    }

    /**
     * Starts to listen.
     *
     * @param address where to listen; port 0 takes a free one
     * @param checks the components that must be up for the node to be ready
     * @param meters what {@code /metrics} shows
     * @param further what else it serves
     * @return the server, or an {@link UncheckedIOException} that names the address where it cannot listen there
     */
    public static CompletionStage<OperationsServer> start(
            ActorSystem<?> system,
            InetSocketAddress address,
            List<HealthCheck> checks,
            PrometheusMeterRegistry meters,
            Optional<Route> further) {
        Route operations = new OperationsRoute(checks, meters).route();
        return Http.get(system)
                .newServerAt(address.getHostString(), address.getPort())
                .bind(new HttpMeters(meters, "operations", PATHS)
                        .timed(further.map(operations::orElse).orElse(operations)))
                .thenApply(OperationsServer::new)
                .exceptionally(failure -> {
                    throw cannotListen(address, failure);
                });
    }

    /** Where it listens, with the port that it really has. */
    public InetSocketAddress address() {
        return binding.localAddress();
    }

    /**
     * Stops to listen.
     *
     * @param grace how long requests under way may take to end
     */
    public CompletionStage<Void> stop(Duration grace) {
        return binding.terminate(grace).thenAccept(terminated -> {});
    }

    private static UncheckedIOException cannotListen(InetSocketAddress address, Throwable failure) {
        String message = "cannot listen for HTTP on %s:%d; is the port taken, is the address this machine's?"
                .formatted(address.getHostString(), address.getPort());
        return new UncheckedIOException(new IOException(message, failure));
    }
}
