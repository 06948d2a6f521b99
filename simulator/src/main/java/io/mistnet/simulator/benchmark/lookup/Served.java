package io.mistnet.simulator.benchmark.lookup;

import io.mistnet.node.request.RequestKind;
import java.util.Map;

/**
 * One request as the host served it.
 *
 * @param nanos from the request's payload to the reply's: reading it, waiting, scanning, signing, writing
 * @param bytesUp of the request's payload
 * @param bytesDown of the reply's
 * @param stages nanoseconds of the scan's stages, by name
 */
record Served(RequestKind kind, long nanos, int bytesUp, int bytesDown, Map<String, Long> stages) {

    double seconds() {
        return nanos / 1e9;
    }
}
