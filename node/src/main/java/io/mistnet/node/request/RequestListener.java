package io.mistnet.node.request;

import java.time.Duration;

/** Hears how requests went. Called on the thread of the request, so it is quick, and safe for any thread. */
public interface RequestListener {

    /** Hears nothing. */
    RequestListener NONE = new RequestListener() {
        @Override
        public void called(String peer, String kind, String outcome, Duration time) {}

        @Override
        public void served(String kind, String outcome, Duration time) {}
    };

    /** A request of this institution ended, after so long. */
    void called(String peer, String kind, String outcome, Duration time);

    /** A request of another institution ended, after so long from its header on. */
    void served(String kind, String outcome, Duration time);
}
