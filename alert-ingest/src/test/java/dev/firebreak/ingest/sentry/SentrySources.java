package dev.firebreak.ingest.sentry;

import dev.firebreak.ingest.source.Deliveries;
import dev.firebreak.ingest.source.Source;

/** The source for tests of other packages. */
public final class SentrySources {
    private SentrySources() {}

    public static Source with(String secret) {
        return new SentrySource(Deliveries.environment("FIREBREAK_SENTRY_SECRETS", secret));
    }
}
