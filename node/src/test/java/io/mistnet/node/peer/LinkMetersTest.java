package io.mistnet.node.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.mistnet.node.http.MeterConventions;
import org.junit.jupiter.api.Test;

class LinkMetersTest {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void bothKindsOfLinksAreDescribedAndNamedByConvention() {
        for (String kind : new String[] {"shares", "control", "lookup-in"}) {
            LinkMeters meters = new LinkMeters(registry, kind);
            meters.opened(Peer.fromBank("bank-1"));
            meters.sent(Peer.fromBank("bank-1")).increment(7);
            meters.refused(Refusal.UNKNOWN_CERTIFICATE);
            assertThat(registry.scrape())
                    .contains("mistnet_links_up{link=\"" + kind + "\"} 1.0")
                    .contains("mistnet_links_refused_total{link=\"" + kind + "\",reason=\"unknown_certificate\"} 1.0")
                    .contains("mistnet_links_transferred_bytes_total{direction=\"sent\",link=\"" + kind
                            + "\",peer=\"bank-1\"} 7.0");
        }
        assertThat(MeterConventions.breaches(registry.scrape())).isEmpty();
    }
}
