package dev.firebreak.eventlog;

import dev.firebreak.embedded.SharedInfrastructure;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;

/** An empty database for one test, without a service around it. */
final class FreshDatabase {
    private FreshDatabase() {}

    static ConnectionFactory connections() {
        return ConnectionFactories.get(ConnectionFactoryOptions.parse("r2dbc:" + SharedInfrastructure.freshDatabase())
                .mutate()
                .option(
                        ConnectionFactoryOptions.USER,
                        SharedInfrastructure.database().user())
                .option(
                        ConnectionFactoryOptions.PASSWORD,
                        SharedInfrastructure.database().password())
                .build());
    }
}
