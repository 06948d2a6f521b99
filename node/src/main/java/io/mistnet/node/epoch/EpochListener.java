package io.mistnet.node.epoch;

import java.util.List;

/** Hears what happens to epochs: meters, the log, a live view. Called from actors and workers, so it is quick and safe for any thread. */
@FunctionalInterface
public interface EpochListener {

    void on(EpochEvent event);

    static EpochListener all(List<EpochListener> listeners) {
        List<EpochListener> copy = List.copyOf(listeners);
        return event -> copy.forEach(listener -> listener.on(event));
    }
}
