package dev.firebreak.notifier.obligation;

import dev.firebreak.eventlog.EventLog;
import dev.firebreak.notifier.routing.Pages;
import dev.firebreak.notifier.routing.Quiet;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ObligationSettings.class)
class ObligationConfiguration {
    @Bean
    ObligationStore obligationStore(DatabaseClient database) {
        return new ObligationStore(database);
    }

    @Bean
    Obligations obligations(
            ObligationStore store,
            List<Notifier> notifiers,
            ObligationSettings settings,
            Quiet quiet,
            Pages pages,
            InstantSource clock) {
        return new Obligations(store, notifiers, settings, quiet, pages, clock);
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    ObligationMetrics obligationMetrics(DatabaseClient database, MeterRegistry metrics) {
        return new ObligationMetrics(database, metrics);
    }

    @Bean
    ObligationsEndpoint obligationsEndpoint(DatabaseClient database) {
        return new ObligationsEndpoint(new OwedStore(database));
    }

    @Bean
    Receipts receipts(EventLog eventLog, MeterRegistry metrics) {
        return new Receipts(eventLog, metrics);
    }
}
