package dev.firebreak.ingest.spill;

import dev.firebreak.ingest.publish.Broker;
import dev.firebreak.ingest.publish.Producers;
import dev.firebreak.ingest.publish.SignalPublisher;
import dev.firebreak.ingest.store.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/** Kafka first, the table second. */
@Configuration(proxyBeanMethods = false)
class SpillConfiguration {
    @Bean
    SpillMetrics spillMetrics(MeterRegistry registry) {
        return new SpillMetrics(registry);
    }

    @Bean
    SpillQueue spillQueue(
            DatabaseClient client, Database database, Broker broker, SpillSettings settings, SpillMetrics metrics) {
        return new SpillQueue(new R2dbcSpillStore(client, database), broker, settings, metrics, System::nanoTime);
    }

    @Bean
    SpillDrain.Neighbours drainsNeighbours(
            ConnectionFactory connections, Database database, Broker broker, Producers producers) {
        return new SpillDrain.Neighbours(connections, database, broker, producers);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    SpillDrain spillDrain(
            SpillDrain.Neighbours neighbours, SpillQueue queue, SpillMetrics metrics, SpillSettings settings) {
        return new SpillDrain(neighbours, queue, metrics, settings);
    }

    @Bean
    SignalPublisher signalPublisher(Broker broker, SpillQueue queue, SpillSettings settings) {
        return new SpillingPublisher(broker, queue, settings);
    }

    /** Part of readiness: with neither of the two every answer would be "come again". */
    @Bean
    HealthIndicator acceptingHealthIndicator(Broker broker, Database database) {
        return () -> broker.isUp() || database.isReady()
                ? Health.up().build()
                : Health.outOfService()
                        .withDetail("reason", "neither the broker nor the database answers")
                        .build();
    }

    @Bean
    HealthIndicator spillHealthIndicator(SpillMetrics metrics) {
        return () -> {
            SpillState state = metrics.state();
            return Health.up()
                    .withDetail("waiting", state.waiting())
                    .withDetail("oldestAgeSeconds", Math.round(state.oldestAgeSeconds()))
                    .withDetail("refusedByTheBroker", state.refused())
                    .build();
        };
    }
}
