package io.mistnet.node;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.mistnet.node.identity.Identity;
import io.mistnet.node.network.Institution;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;

/** What monitoring sees of the node itself: its version, its roles, and how long its certificate is valid. */
final class NodeMeters implements MeterBinder {

    private static final double MILLIS = 1e3;

    private final Institution institution;
    private final Identity identity;

    NodeMeters(Institution institution, Identity identity) {
        this.institution = institution;
        this.identity = identity;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("mistnet.build.info", () -> 1)
                .description("The version that runs, in a label; the value is 1")
                .tag("version", version())
                .register(registry);
        institution
                .roles()
                .forEach(role -> Gauge.builder("mistnet.node.role", () -> 1)
                        .description(
                                "Each role that the network file gives this institution, in a label; the value is 1")
                        .tag("institution", institution.id())
                        .tag("role", role.name().toLowerCase(Locale.ROOT))
                        .register(registry));
        Gauge.builder("mistnet.certificate.expiry.timestamp", identity, NodeMeters::expiry)
                .description("When the certificate that this institution shows on its links ends to be valid")
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
    }

    private static double expiry(Identity identity) {
        return identity.certificate().getNotAfter().getTime() / MILLIS;
    }

    private static String version() {
        Properties properties = new Properties();
        try (InputStream resource = NodeMeters.class.getResourceAsStream("build.properties")) {
            properties.load(Objects.requireNonNull(resource, "build.properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
