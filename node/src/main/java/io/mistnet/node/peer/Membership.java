package io.mistnet.node.peer;

import io.mistnet.node.config.ConfigFileException;
import io.mistnet.node.config.NodeConfig;
import io.mistnet.node.identity.Identity;
import io.mistnet.node.identity.KeyMaterial;
import io.mistnet.node.identity.Password;
import io.mistnet.node.network.Network;
import io.mistnet.node.network.NetworkFile;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This institution's part in the network: what it must have before it can make a link.
 *
 * @param network what all agreed on
 * @param identity its own keys, which the network file lists
 * @param topology its links
 * @param tls how it proves who it is
 */
public record Membership(Network network, Identity identity, Topology topology, PinnedTls tls) {

    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

    /**
     * Reads the network file and the keys that {@code config} names.
     *
     * @param environment the environment variables, one of which may hold the password
     * @throws ConfigFileException where the network file has problems; the message names all
     * @throws IOException where a file cannot be read, others than its owner may read the keys, or the password is wrong
     * @throws GeneralSecurityException where the network file does not list these keys under this institution's id
     */
    public static Membership load(NodeConfig config, Map<String, String> environment, Clock clock)
            throws IOException, GeneralSecurityException {
        NetworkFile file = NetworkFile.inspect(config.networkFile());
        Network network = file.network().orElseThrow(() -> new ConfigFileException(file.problems()));
        file.problems().forEach(problem -> LOG.warn("{}", problem));
        Identity identity = KeyMaterial.read(
                        config.keys().keyStore(), Password.of(config.keys(), environment), config.institution())
                .identity();
        identity.requireListedIn(network);
        return new Membership(
                network,
                identity,
                new Topology(network, config.institution()),
                new PinnedTls(identity, network, clock));
    }
}
