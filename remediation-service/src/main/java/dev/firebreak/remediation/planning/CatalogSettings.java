package dev.firebreak.remediation.planning;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the runbooks are.
 *
 * @param folder one folder below it for each system
 * @param reloadEvery how soon a changed catalogue counts
 */
@ConfigurationProperties("firebreak.catalog")
record CatalogSettings(
        @DefaultValue("./runbooks") Path folder,
        @DefaultValue("5s") Duration reloadEvery) {}
