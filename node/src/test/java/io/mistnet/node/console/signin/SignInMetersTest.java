package io.mistnet.node.console.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.mistnet.node.console.signin.SignInMeters.End;
import io.mistnet.node.http.MeterConventions;
import org.junit.jupiter.api.Test;

class SignInMetersTest {

    @Test
    void everyEndOfASignInIsCountedFromTheStart() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        SignInMeters meters = new SignInMeters(registry);
        meters.count(End.WRONG);
        meters.countUnknownRoles(3);

        assertThat(registry.scrape())
                .contains(
                        "mistnet_sign_ins_total{outcome=\"wrong\"} 1.0",
                        "mistnet_sign_ins_total{outcome=\"locked\"} 0.0",
                        "mistnet_sign_in_unknown_roles_total 3.0");
        assertThat(MeterConventions.breaches(registry.scrape())).isEmpty();
    }
}
