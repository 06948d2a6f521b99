package io.mistnet.simulator.demo;

import io.mistnet.connectors.dataset.DataSetFormat;
import io.mistnet.simulator.intelligence.IntelligenceParameters;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a demonstration shows.
 *
 * @param duration how long transfers are replayed
 * @param banks how many banks, of which three compute; 3 to 10
 * @param seed what the built-in scenario is made from
 * @param data the folder of a data set to replay instead; nothing for the built-in scenario
 * @param format that data set's format
 * @param records how many records the intelligence database gets; 0 for a network without the encrypted lookup
 * @param stay whether the network goes on at the end, until the process is told to stop
 * @param keep where to leave the network's files and logs; nothing to delete them
 */
public record DemoOptions(
        Duration duration,
        int banks,
        long seed,
        @Nullable Path data,
        DataSetFormat format,
        int records,
        boolean stay,
        @Nullable Path keep) {

    public DemoOptions {
        if (banks < 3 || banks > 10) {
            throw new IllegalArgumentException("a demonstration has 3 to 10 banks, not " + banks);
        }
        if (records != 0
                && (records < IntelligenceParameters.FEWEST_RECORDS || records > IntelligenceParameters.MOST_RECORDS)) {
            throw new IllegalArgumentException("a demonstration has %d to %d intelligence records, not %d"
                    .formatted(IntelligenceParameters.FEWEST_RECORDS, IntelligenceParameters.MOST_RECORDS, records));
        }
        if (duration.toSeconds() < 5 || duration.toHours() > 24) {
            throw new IllegalArgumentException(
                    "a demonstration lasts from 5 seconds to a day, not %d s".formatted(duration.toSeconds()));
        }
    }
}
