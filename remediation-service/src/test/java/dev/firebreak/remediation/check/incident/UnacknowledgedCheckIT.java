package dev.firebreak.remediation.check.incident;

import static org.awaitility.Awaitility.await;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.remediation.Incidents;
import dev.firebreak.remediation.action.Requests;
import dev.firebreak.remediation.check.CheckContract;
import dev.firebreak.remediation.execution.Harness;
import io.r2dbc.spi.ConnectionFactories;
import java.time.Duration;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;

class UnacknowledgedCheckIT extends CheckContract {
    private final Incident waiting = Incidents.incident("web", "no-such-book", Instant.now());

    @Override
    protected Looking good() {
        return looking("atMost: 100000");
    }

    @Override
    protected Looking bad() {
        Harness.tell(Incidents.opened(waiting));
        await().atMost(Duration.ofSeconds(90))
                .until(() -> !look(looking("atMost: 0")).isOk());
        return looking("atMost: 0");
    }

    /** Our own database. */
    @Override
    protected Looking unreachable() {
        DatabaseClient none =
                DatabaseClient.create(ConnectionFactories.get("r2dbc:postgresql://nobody:none@127.0.0.1:1/none"));
        return new Looking(
                new UnacknowledgedCheck(none), Requests.request("incidents.unacknowledged", "", "atMost: 0"));
    }

    private static Looking looking(String with) {
        return new Looking(
                new UnacknowledgedCheck(Harness.bean(DatabaseClient.class)),
                Requests.request("incidents.unacknowledged", "", with));
    }
}
