package dev.firebreak.incident.trace;

import dev.firebreak.incident.trace.AlertTrace.Stage;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.wire.Wire;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Traces of alerts in PostgreSQL. */
@Component
public class TraceStore {
    private final DatabaseClient database;

    TraceStore(DatabaseClient database) {
        this.database = database;
    }

    /** What became of an alert that was held back is told after what was said of it then. */
    public Mono<Void> save(List<AlertTrace> traces) {
        if (traces.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        insert into alert_trace (id, received_at, source, name, service, fingerprint, status, outcome,
                            correlation_key, incident_id, catalog_version, stages)
                        select t.id, t.received_at, t.source, t.name, t.service, t.fingerprint, t.status, t.outcome,
                            nullif(t.correlation_key, ''), cast(nullif(t.incident_id, '') as uuid), t.catalog_version,
                            cast(t.stages as jsonb)
                        from unnest(:ids, :receivedAts, :sources, :names, :services, :fingerprints, :statuses,
                            :outcomes, :keys, :incidents, :versions, :stages)
                            as t (id, received_at, source, name, service, fingerprint, status, outcome,
                                correlation_key, incident_id, catalog_version, stages)
                        on conflict (id) do update
                        set outcome = excluded.outcome, correlation_key = excluded.correlation_key,
                            incident_id = excluded.incident_id, catalog_version = excluded.catalog_version,
                            stages = alert_trace.stages || excluded.stages""")
                .bind("ids", traces.stream().map(it -> it.id().value()).toArray(UUID[]::new))
                .bind("receivedAts", traces.stream().map(AlertTrace::receivedAt).toArray(Instant[]::new))
                .bind("sources", column(traces, AlertTrace::source))
                .bind("names", column(traces, AlertTrace::name))
                .bind("services", column(traces, AlertTrace::service))
                .bind("fingerprints", column(traces, AlertTrace::fingerprint))
                .bind("statuses", column(traces, AlertTrace::status))
                .bind("outcomes", column(traces, AlertTrace::outcome))
                .bind("keys", column(traces, it -> Objects.requireNonNullElse(it.correlationKey(), "")))
                .bind(
                        "incidents",
                        column(
                                traces,
                                it -> it.incidentId() == null
                                        ? ""
                                        : it.incidentId().toString()))
                .bind("versions", column(traces, AlertTrace::catalogVersion))
                .bind("stages", column(traces, it -> Wire.JSON.writeValueAsString(it.stages())))
                .then();
    }

    public Mono<AlertTrace> find(AlertId id) {
        return database.sql("select *, stages::text as stages_text from alert_trace where id = :id")
                .bind("id", id.value())
                .map(TraceStore::trace)
                .one();
    }

    public Mono<Long> forgetOlderThan(Duration age) {
        return database.sql("delete from alert_trace"
                        + " where received_at < clock_timestamp() - make_interval(secs => :seconds)")
                .bind("seconds", (double) age.toSeconds())
                .fetch()
                .rowsUpdated();
    }

    private static String[] column(List<AlertTrace> traces, Function<AlertTrace, String> value) {
        return traces.stream().map(value).toArray(String[]::new);
    }

    private static AlertTrace trace(Readable row) {
        @Nullable UUID incident = row.get("incident_id", UUID.class);
        return new AlertTrace(
                new AlertId(Objects.requireNonNull(row.get("id", UUID.class))),
                Objects.requireNonNull(row.get("received_at", Instant.class)),
                text(row, "source"),
                text(row, "name"),
                text(row, "service"),
                text(row, "fingerprint"),
                text(row, "status"),
                text(row, "outcome"),
                row.get("correlation_key", String.class),
                incident == null ? null : new IncidentId(incident),
                text(row, "catalog_version"),
                List.of(Wire.JSON.readValue(text(row, "stages_text"), Stage[].class)));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
