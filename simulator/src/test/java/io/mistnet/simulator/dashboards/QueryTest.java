package io.mistnet.simulator.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueryTest {

    @Test
    void metricsAndLabelsAreFoundAndFunctionsWordsAndTextsAreNot() {
        Query query = new Query(
                "histogram_quantile(0.95, sum by (le, route) (rate(http_bucket{server=\"a b=c\", instance=~\"$institution\"}[$__rate_interval]))) > 1e3"
                        + " and on (instance) up == 1 or a:b:c5m offset 5m");

        assertThat(query.selectors())
                .isEqualTo(Map.of("http_bucket", Set.of("server", "instance"), "up", Set.of(), "a:b:c5m", Set.of()));
        assertThat(query.groups()).containsExactly("instance", "le", "route");
    }

    @Test
    void variablesAreFilledIn() {
        assertThat(new Query("rate(x{instance=~\"$institution\"}[$__rate_interval])").asked(15))
                .isEqualTo("rate(x{instance=~\".*\"}[15s])");
    }
}
