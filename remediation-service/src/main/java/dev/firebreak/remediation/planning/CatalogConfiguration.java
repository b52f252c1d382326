package dev.firebreak.remediation.planning;

import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.catalog.CatalogLoader;
import dev.firebreak.remediation.outgoing.AllowList;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The catalogue: the last good one, looked at again every few seconds. */
@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {
    @Bean(destroyMethod = "close")
    CatalogHolder catalog(CatalogSettings settings) {
        return CatalogHolder.open(
                settings.place(), CatalogLoader.standard(), settings.reloadEvery(), CatalogHolder.Listener.NONE);
    }

    @Bean
    AllowList allowList(CatalogHolder catalog) {
        return new CatalogAllowList(catalog);
    }
}
