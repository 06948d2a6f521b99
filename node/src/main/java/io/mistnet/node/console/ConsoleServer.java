package io.mistnet.node.console;

import io.mistnet.node.config.NodeConfig;
import io.mistnet.node.identity.Password;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.ConnectionContext;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.ServerBuilder;
import org.apache.pekko.http.javadsl.server.Route;

/** Where browsers reach the console: over TLS, or in the clear on loopback alone, or behind a proxy that does the TLS. */
public final class ConsoleServer {

    private final ServerBinding binding;

    private ConsoleServer(ServerBinding binding) {
        this.binding = binding;
    }

    /**
     * Starts to listen.
     *
     * @return the server, or an {@link UncheckedIOException} that names the address where it cannot listen there
     * @throws IOException where the settings would show pages to the network in the clear, or the certificate cannot be read
     */
    public static CompletionStage<ConsoleServer> start(ActorSystem<?> system, NodeConfig.Console settings, Route route)
            throws IOException, GeneralSecurityException {
        requireProtected(settings);
        ServerBuilder server = Http.get(system).newServerAt(settings.host(), settings.port());
        Optional<NodeConfig.Tls> tls = settings.tls();
        if (tls.isPresent()) {
            server = server.enableHttps(ConnectionContext.httpsServer(context(tls.get())));
        }
        return server.bind(route).thenApply(ConsoleServer::new).exceptionally(failure -> {
            throw new UncheckedIOException(new IOException(
                    "cannot listen for the console on %s:%d; is the port taken, is the address this machine's?"
                            .formatted(settings.host(), settings.port()),
                    failure));
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

    private static void requireProtected(NodeConfig.Console settings) throws IOException {
        if (!settings.isOverTls() && !InetAddress.getByName(settings.host()).isLoopbackAddress()) {
            throw new IOException(
                    "node.conf: mistnet.console.host: %s is not loopback; give a key-store, or say behind-tls-proxy = true where a proxy does the TLS"
                            .formatted(settings.host()));
        }
    }

    private static SSLContext context(NodeConfig.Tls tls) throws IOException, GeneralSecurityException {
        char[] password = Password.fromFile(tls.passwordFile()).characters();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(tls.keyStore())) {
            keys.load(stream, password);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
