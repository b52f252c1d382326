package dev.firebreak.remediation.action.incident;

import dev.firebreak.eventlog.EventLog;
import dev.firebreak.eventlog.Transactions;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.remediation.execution.Harness;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;

/** What the running service has put on its way about an incident. */
final class Commands {
    private Commands() {}

    static Orders orders() {
        return Harness.bean(Orders.class);
    }

    /** With a database that does not answer. */
    static Orders nowhere() {
        ConnectionFactory none = ConnectionFactories.get("r2dbc:postgresql://nobody:none@127.0.0.1:1/none");
        return new Orders(
                new Transactions(new R2dbcTransactionManager(none)),
                Harness.bean(EventLog.class),
                DatabaseClient.create(none),
                InstantSource.system());
    }

    static String about(Incident incident) {
        return String.valueOf(Harness.bean(DatabaseClient.class)
                .sql("SELECT string_agg(value::text, ' ' ORDER BY seq) AS found FROM event_log"
                        + " WHERE topic = 'firebreak.commands' AND message_key = :key")
                .bind("key", incident.id().toString())
                .map(row -> String.valueOf(row.get("found", String.class)))
                .one()
                .block(Duration.ofSeconds(60)));
    }
}
