package dev.firebreak.notifier.catalog;

import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.catalog.CatalogLoader;
import dev.firebreak.catalog.yaml.Problem;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The last good catalogue. Who must be told is told without any, so a bad one stops nothing here. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CatalogSettings.class)
class CatalogConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogConfiguration.class);
    private static final int SHOWN = 3;

    @Bean(destroyMethod = "close")
    CatalogHolder catalog(CatalogSettings settings) {
        return CatalogHolder.openOrEmpty(
                settings.place(), CatalogLoader.standard(), settings.lookEvery(), new CatalogHolder.Listener() {
                    @Override
                    public void refused(List<Problem> problems) {
                        LOG.warn(
                                "the catalogue in {} cannot be used, {} problems: {}",
                                settings.location(),
                                problems.size(),
                                problems.stream().limit(SHOWN).toList());
                    }
                });
    }
}
