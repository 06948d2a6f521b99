package io.mistnet.node.authorisation;

import io.mistnet.node.network.SigningKey;
import java.util.Optional;

/** By which keys institutions sign authorisations; the network file has them. */
public interface SignatoryKeys {

    /** The key of an institution's node; empty for an institution outside the network. */
    Optional<SigningKey> institution(String id);

    /** The key of the institution's supervisor; empty where it has named none, and can get nothing above the four-eyes limit. */
    Optional<SigningKey> supervisor(String id);
}
