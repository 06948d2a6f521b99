package io.mistnet.node;

import io.mistnet.node.config.NodeConfig;
import io.mistnet.node.identity.Identity;
import io.mistnet.node.identity.Password;
import io.mistnet.node.network.Network;
import io.mistnet.node.lookup.AskerRole;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** One institution's node, running: links to the others, the parts that its roles give it in epochs, the bank's stream, and the operator's HTTP. */
public final class MistnetNode implements AutoCloseable {

    private final Resources resources;
    private final InetSocketAddress httpAddress;
    private final CompletionStage<String> failure;
    private final Optional<AskerRole> asker;

    MistnetNode(
            Resources resources,
            InetSocketAddress httpAddress,
            CompletionStage<String> failure,
            Optional<AskerRole> asker) {
        this.resources = resources;
        this.httpAddress = httpAddress;
        this.failure = failure;
        this.asker = asker;
    }

    /**
     * Starts a node. Returns when it listens; Kafka and the other institutions need not be there yet.
     *
     * @param password of the key store; what else the node keeps secret is kept under it too
     * @throws IOException where an address cannot be listened on
     * @throws GeneralSecurityException where the identity is not the network file's, or cannot be used for TLS
     */
    public static MistnetNode start(
            NodeConfig config, Network network, Identity identity, Password password, Clock clock)
            throws IOException, GeneralSecurityException {
        identity.requireListedIn(network);
        Resources resources = new Resources();
        try {
            return new NodeAssembly(config, network, identity, password, clock, resources).start();
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            resources.close();
            throw e;
        }
    }

    /** Where health and metrics are served. */
    public InetSocketAddress httpAddress() {
        return httpAddress;
    }

    /** Completes where the node cannot go on, with the reason. */
    public CompletionStage<String> failure() {
        return failure;
    }

    /** Where this institution asks and contributes; empty where it does not. */
    Optional<AskerRole> asker() {
        return asker;
    }

    /** Stops in good order: requests, the stream, links, epochs, the publisher, the window. Blocks for some seconds at most. */
    @Override
    public void close() {
        resources.close();
    }
}
