package dev.firebreak.ingest.store;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;

/** Pool and transactions are Spring Boot's; what is special here is that the database may be away. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {
    @Bean(destroyMethod = "close")
    Migration migration() {
        return new Migration();
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Database database(DatabaseClient client, ReactiveTransactionManager transactions, Migration migration) {
        return new Database(client, TransactionalOperator.create(transactions), migration);
    }

    /** Told, and no part of readiness by itself: with Kafka there every alert can be stored. */
    @Bean("store")
    HealthIndicator storeHealth(Database database) {
        return () -> {
            String problem = database.problem();
            return problem == null
                    ? Health.up().build()
                    : Health.unknown().withDetail("reason", problem).build();
        };
    }
}
