package io.mistnet.node.publish;

/** Hears what is published. Called by the publisher's thread. */
public interface PublishListener {

    void onPublished(Publication publication);

    /** Kafka, or the window, did not answer; the publisher tries again. */
    void onFailure();
}
