package dev.firebreak.incident;

import static dev.firebreak.incident.Harness.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.EventId;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.model.wire.WireMessage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A delivery of which one half is committed and the other is not, as when the service dies between the two. */
class LanesIT {
    private static final int NAMES = 20;
    private static final int ALERTS = 100;
    private static final String BROKEN = "Halved-0";

    @Test
    void isTakenOnceThoughTheHalfThatWasCommittedComesAgain() throws SQLException {
        try (Harness firebreak = new Harness();
                AlertsTopic topic = AlertsTopic.of(firebreak);
                Connection connection = firebreak.connection();
                Statement database = connection.createStatement()) {
            firebreak.stopServices(); // so that all of it is one delivery
            database.execute("""
                    create function break() returns trigger language plpgsql as
                    $$ begin raise exception 'the disk is away' using errcode = 'io_error'; end $$""");
            database.execute("create trigger break before insert on alert_trace for each row when (new.name = '"
                    + BROKEN + "') execute function break()");
            for (int i = 0; i < NAMES * ALERTS; i++) {
                String name = "Halved-" + i % NAMES;
                WireMessage message = Wire.of(new Signal.AlertReceived(
                        EventId.next(),
                        Alerts.firing(name, "web")
                                .severity(Severity.ERROR)
                                .fingerprint(name + "-" + i)
                                .alert()));
                var _ = topic.send(name, message.headers(), message.value());
            }

            firebreak.startService();
            await().atMost(SOON).untilAsserted(() -> assertThat(taken(database)).isNotEmpty());
            Map<String, Integer> half = taken(database);
            assertThat(half).as("the half that was committed").doesNotContainKey(BROKEN);
            assertThat(half).hasSizeLessThan(NAMES - 1);
            assertThat(half.values()).allMatch(alerts -> alerts == ALERTS);

            database.execute("drop trigger break on alert_trace");
            await().atMost(SOON).untilAsserted(() -> assertThat(taken(database)).hasSize(NAMES));
            assertThat(taken(database).values()).allMatch(alerts -> alerts == ALERTS);
            assertThat(number(
                            database,
                            "select count(*) from incident where (snapshot ->> 'alertCount')::int = " + ALERTS))
                    .isEqualTo(NAMES);
            assertThat(number(database, "select count(*) from incident")).isEqualTo(NAMES);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(firebreak.facts("web"))
                            .filteredOn(fact -> fact.event() instanceof IncidentEvent.Opened)
                            .extracting(fact -> fact.incident().trigger().name())
                            .doesNotHaveDuplicates()
                            .hasSize(NAMES));
        }
    }

    /** How many alerts of each name went into an incident. */
    private static Map<String, Integer> taken(Statement database) throws SQLException {
        Map<String, Integer> taken = new HashMap<>();
        try (ResultSet rows = database.executeQuery(
                "select name, count(*) from alert_trace where outcome in ('opened', 'joined') group by name")) {
            while (rows.next()) {
                taken.put(rows.getString(1), rows.getInt(2));
            }
        }
        return taken;
    }

    private static int number(Statement database, String query) throws SQLException {
        try (ResultSet rows = database.executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
