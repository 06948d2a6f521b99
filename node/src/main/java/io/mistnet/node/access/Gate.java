package io.mistnet.node.access;

import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** Tells who sends a request. */
public interface Gate {

    /** @return empty where the request has no session, or one that has ended */
    Optional<Visitor> visitor(HttpRequest request);
}
