package io.mistnet.node.authorisation;

import java.time.Duration;

/**
 * How an institution issues its own authorisations, within what the network allows.
 *
 * @param quota evaluations of an authorisation that only the node signs
 * @param validity for how long one is valid
 * @param mostCached authorisations that are kept for further use
 */
public record IssuingPolicy(long quota, Duration validity, int mostCached) {

    public IssuingPolicy {
        if (quota < 1 || mostCached < 1 || validity.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("expected a positive quota, validity and cache");
        }
    }
}
