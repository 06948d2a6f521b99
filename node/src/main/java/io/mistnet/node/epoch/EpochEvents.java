package io.mistnet.node.epoch;

/** Names refused messages alike everywhere. */
final class EpochEvents {

    private EpochEvents() {}

    static void refuse(EpochListener listener, Received received, String kind, String reason) {
        String name = received.message().getClass().getSimpleName();
        listener.on(new EpochEvent.MessageRefused(received.from(), kind, name + ": " + reason));
    }
}
