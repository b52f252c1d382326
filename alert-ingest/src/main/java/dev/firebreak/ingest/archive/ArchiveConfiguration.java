package dev.firebreak.ingest.archive;

import dev.firebreak.ingest.store.Database;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

@Configuration(proxyBeanMethods = false)
class ArchiveConfiguration {
    @Bean(initMethod = "start", destroyMethod = "close")
    PayloadArchive payloadArchive(
            DatabaseClient client,
            Database database,
            ArchiveSettings settings,
            InstantSource clock,
            MeterRegistry registry) {
        PayloadStore store = new PayloadStore(client, database, new Redaction(settings.redacted()));
        return new PayloadArchive(store, settings, clock, registry);
    }
}
