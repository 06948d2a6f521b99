package io.mistnet.node.oprf;

import java.time.Duration;

/**
 * The pace of the holders among each other.
 *
 * @param poll between two looks at the others
 * @param request for one request to another holder
 * @param round how long a round may last before the run is given up
 * @param retry the pause after a run that failed
 * @param grace how long shares of the older generation serve after a refresh
 */
public record CeremonyTiming(Duration poll, Duration request, Duration round, Duration retry, Duration grace) {

    public static CeremonyTiming defaults() {
        return new CeremonyTiming(
                Duration.ofMillis(250),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofMinutes(1));
    }
}
