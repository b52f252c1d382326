package dev.firebreak.ingest.event;

import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.catalog.CatalogLoader;
import dev.firebreak.ingest.source.Deliveries;
import dev.firebreak.ingest.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The source with the mappings of a folder. */
public final class EventSources {
    private EventSources() {}

    /** Only the mappings that everybody has. */
    public static Source builtIn() {
        return in(Path.of("no such folder"));
    }

    static Source in(Path folder) {
        return new EventSource(
                Deliveries.environment("FIREBREAK_EVENTS_TOKENS", "old-token,events-token"),
                CatalogHolder.openOrEmpty(
                        folder, CatalogLoader.standard(), Duration.ZERO, CatalogHolder.Listener.NONE));
    }

    static Source with(Path folder, String mapping) {
        try {
            Files.writeString(folder.resolve("mapping.yaml"), mapping);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return in(folder);
    }
}
