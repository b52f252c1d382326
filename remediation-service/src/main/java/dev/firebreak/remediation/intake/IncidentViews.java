package dev.firebreak.remediation.intake;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.remediation.RemediationId;
import dev.firebreak.model.wire.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What is kept of incidents: as guards and expressions need them, never older than what was kept before. */
@Component
class IncidentViews {
    /**
     * As part of a larger statement that saves a round trip; its values come by {@link #bind}. Has a row unless something
     * newer is known.
     */
    static final String KEEP = """
            INSERT INTO incident_view AS known (incident_id, seq, is_open, alerted_at, snapshot, system, service,
                in_trouble, is_storm)
            VALUES (:incident, :seq, :open, :alertedAt, CAST(:snapshot AS jsonb), :system, :service, :inTrouble, :storm)
            ON CONFLICT (incident_id) DO UPDATE SET seq = excluded.seq, is_open = excluded.is_open,
                in_trouble = excluded.in_trouble,
                alerted_at = CASE WHEN :isAlert THEN excluded.alerted_at ELSE known.alerted_at END,
                snapshot = excluded.snapshot
            WHERE known.seq < excluded.seq
            RETURNING incident_id
            """;

    private static final String STORM = "/storm"; // how incident-service ends the key of the one that stands for many

    private final DatabaseClient database;

    IncidentViews(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> keep(IncidentFact fact) {
        return bind(database.sql(KEEP), fact).then();
    }

    static GenericExecuteSpec bind(GenericExecuteSpec sql, IncidentFact fact) {
        Incident incident = fact.incident();
        boolean isAlert = fact.event() instanceof IncidentEvent.Opened
                || fact.event() instanceof IncidentEvent.AlertsAdded
                || fact.event() instanceof IncidentEvent.Reopened;
        return sql.bind("incident", incident.id().value())
                .bind("seq", fact.seq())
                .bind("open", incident.state().isOpen())
                .bind("alertedAt", alertedAt(fact))
                .bind("isAlert", isAlert)
                .bind("system", incident.system())
                .bind("service", incident.service())
                .bind("inTrouble", incident.state().isOpen() && incident.state() != IncidentState.MITIGATED)
                .bind("storm", incident.correlationKey().equals(incident.system() + STORM))
                .bind("snapshot", Wire.JSON.writeValueAsString(incident));
    }

    /** When the alert came in that the fact tells of. */
    static Instant alertedAt(IncidentFact fact) {
        return fact.event() instanceof IncidentEvent.Opened opened
                ? opened.trigger().receivedAt()
                : fact.occurredAt();
    }

    /**
     * Each remediation of the incident that is not finished decides again; answers with their ids. {@code coalesce} keeps
     * them to be found by their incident (decision 0056).
     */
    Mono<List<RemediationId>> touch(IncidentId incident) {
        return database.sql("""
                UPDATE remediation SET version = version + 1, next_turn_at = clock_timestamp()
                WHERE incident_id = :id AND coalesce(finished_at, 'infinity') = 'infinity'
                RETURNING id
                """)
                .bind("id", incident.value())
                .map(row -> new RemediationId(Objects.requireNonNull(row.get("id", UUID.class))))
                .all()
                .collectList();
    }
}
