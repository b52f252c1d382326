package dev.firebreak.incident.correlation;

import dev.firebreak.catalog.CatalogHolder;
import org.springframework.stereotype.Component;

/** The rulebook in force now; ask again for each batch, because it changes while the service runs. */
@Component
public class Runbooks {
    private final CatalogHolder catalog;
    private final CorrelationSettings settings;

    Runbooks(CatalogHolder catalog, CorrelationSettings settings) {
        this.catalog = catalog;
        this.settings = settings;
    }

    public Rulebook current() {
        return new Rulebook(catalog.get(), settings.observeAtMost());
    }

    /** Content hash of the catalogue in force. */
    public String version() {
        return catalog.get().version();
    }
}
