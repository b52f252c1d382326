package dev.firebreak.remediation.planning;

import dev.firebreak.catalog.CatalogPlace;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the runbooks are.
 *
 * @param location a folder, or {@code git+https://…#branch}; in it one folder for each system
 * @param token for a git repository over https; empty for none
 * @param keys file of the public keys that sign its tags; empty when they need no signature
 * @param reloadEvery how soon a changed catalogue counts; a repository is asked every 30 seconds at most
 */
@ConfigurationProperties("firebreak.catalog")
record CatalogSettings(
        @DefaultValue("./runbooks") String location,
        @DefaultValue("") String token,
        @DefaultValue("") String keys,
        @DefaultValue("5s") Duration reloadEvery) {
    CatalogPlace place() {
        return CatalogPlace.of(location, token, keys);
    }

    @Override
    public String toString() {
        return "CatalogSettings[" + location + " every " + reloadEvery + "]"; // without the token
    }
}
