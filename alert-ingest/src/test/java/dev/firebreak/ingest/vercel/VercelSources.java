package dev.firebreak.ingest.vercel;

import dev.firebreak.ingest.source.Deliveries;
import dev.firebreak.ingest.source.Source;

/** The source for tests of other packages. */
public final class VercelSources {
    private VercelSources() {}

    public static Source with(String secret) {
        return new VercelSource(Deliveries.environment("FIREBREAK_VERCEL_SECRETS", secret));
    }
}
