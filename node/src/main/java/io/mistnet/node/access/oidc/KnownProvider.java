package io.mistnet.node.access.oidc;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The provider, asked about itself when it is first needed, and again from time to time; while it is away, what it said last counts. Thread-safe; calls block. */
final class KnownProvider {

    private static final Logger LOG = LoggerFactory.getLogger(KnownProvider.class);
    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int ATTEMPTS = 2;

    private final ProviderSettings settings;
    private final InstantSource clock;
    private @Nullable Provider known;
    private Instant next = Instant.EPOCH;

    KnownProvider(ProviderSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    synchronized Provider get() throws ProviderAwayException {
        Instant now = clock.instant();
        Provider last = known;
        if (last != null && now.isBefore(next)) {
            return last;
        }
        if (last == null && now.isBefore(next)) {
            throw new ProviderAwayException("it did not answer a moment ago");
        }
        try {
            Provider fresh = discovered();
            known = fresh;
            next = now.plus(FRESH);
            return fresh;
        } catch (ProviderAwayException e) {
            LOG.warn("the provider {} is away: {}", settings.issuer(), e.getMessage());
            next = clock.instant().plus(PAUSE);
            if (last == null) {
                throw e;
            }
            return last;
        }
    }

    private Provider discovered() throws ProviderAwayException {
        for (int attempt = 1; ; attempt++) {
            try {
                return Provider.discover(settings);
            } catch (ProviderAwayException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
