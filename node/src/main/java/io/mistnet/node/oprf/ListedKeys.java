package io.mistnet.node.oprf;

import io.mistnet.node.authorisation.SignatoryKeys;
import io.mistnet.node.network.Institution;
import io.mistnet.node.network.Network;
import io.mistnet.node.network.SigningKey;
import java.util.Optional;

/** The keys by which the network file says that institutions sign authorisations. */
public record ListedKeys(Network network) implements SignatoryKeys {

    @Override
    public Optional<SigningKey> institution(String id) {
        return network.find(id).map(institution -> institution.keys().signing());
    }

    @Override
    public Optional<SigningKey> supervisor(String id) {
        return network.find(id).flatMap(Institution::supervisor);
    }
}
