package io.mistnet.node.epoch;

import java.util.Optional;

/** Takes what a bank opened, to publish it. Safe for any thread. */
public interface ResultSink {

    /** Takes a result; returns at once. */
    void accept(EpochResult result);

    /** Why this bank should not take part in another epoch now, if so: results wait that could not be published. */
    Optional<String> objection();
}
