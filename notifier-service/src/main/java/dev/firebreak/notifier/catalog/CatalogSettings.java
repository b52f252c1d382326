package dev.firebreak.notifier.catalog;

import dev.firebreak.catalog.CatalogPlace;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param location where the runbooks are: a folder, or {@code git+https://…#branch}
 * @param token for a git repository over https; empty for none
 * @param keys file of the public keys that sign its tags; empty when they need no signature
 * @param lookEvery how often it is looked at for changes; a repository every 30 seconds at most
 */
@ConfigurationProperties("firebreak.catalog")
record CatalogSettings(
        @DefaultValue("./runbooks") String location,
        @DefaultValue("") String token,
        @DefaultValue("") String keys,
        @DefaultValue("5s") Duration lookEvery) {
    CatalogPlace place() {
        return CatalogPlace.of(location, token, keys);
    }

    @Override
    public String toString() {
        return "CatalogSettings[" + location + " every " + lookEvery + "]"; // without the token
    }
}
