package io.mistnet.node.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Settings of producers that write to partitions made a moment ago. With several requests under way, a broker that does not know the partition yet may refuse a producer's first batch and then take its second one; the first is out of
 * order from then on, and refused until it expires.
 */
public final class InOrder {

    private InOrder() {}

    /** These settings, with one request under way at a time. */
    public static Map<String, Object> settings(Map<String, ?> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        return settings;
    }
}
