package dev.firebreak.ingest.catalog;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.catalog.CatalogLoader;
import dev.firebreak.catalog.yaml.Problem;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Loads the runbooks, looks for changes, and keeps the last good ones when a change has errors. Unlike the services behind
 * it the edge starts without any: an alert that is not taken in is lost, one without a runbook is not.
 */
@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {
    private static final Logger log = LoggerFactory.getLogger(CatalogConfiguration.class);
    private static final int PROBLEMS_LOGGED = 3;

    @Bean
    CatalogHolder catalogHolder(CatalogSettings settings, MeterRegistry registry) {
        CatalogHolder holder =
                CatalogHolder.openOrEmpty(settings.place(), CatalogLoader.standard(), settings.lookEvery(), new Log());
        Gauge.builder("firebreak.catalog.problems", holder, it -> it.problems().size())
                .description("Errors in the runbooks folder that keep its newest state from being used")
                .register(registry);
        return holder;
    }

    /** Up whatever is wrong with the folder; the details say what. */
    @Bean
    HealthIndicator catalogHealthIndicator(CatalogHolder holder) {
        return () -> Health.up()
                .withDetail("version", holder.get().version())
                .withDetail("refused", lines(holder.problems()))
                .build();
    }

    private static List<String> lines(List<Problem> problems) {
        return problems.stream().map(Problem::toString).toList();
    }

    private static final class Log implements CatalogHolder.Listener {
        @Override
        public void replaced(Catalog now, Catalog before) {
            log.atInfo()
                    .addKeyValue("catalogVersion", now.version())
                    .addKeyValue("before", before.version())
                    .log("changed runbooks are in use");
        }

        @Override
        public void refused(List<Problem> problems) {
            log.atError()
                    .addKeyValue("problems", problems.size())
                    .addKeyValue("first", lines(problems.subList(0, Math.min(PROBLEMS_LOGGED, problems.size()))))
                    .log("the runbooks have errors and are not used; the last good ones stay, if there are any");
        }
    }
}
