package dev.firebreak.ingest.catalog;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param folder the runbooks
 * @param lookEvery how often the folder is looked at for changes
 */
@ConfigurationProperties("firebreak.catalog")
record CatalogSettings(
        @DefaultValue("./runbooks") Path folder,
        @DefaultValue("5s") Duration lookEvery) {}
