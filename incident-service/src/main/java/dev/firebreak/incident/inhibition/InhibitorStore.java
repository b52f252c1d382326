package dev.firebreak.incident.inhibition;

import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.wire.Wire;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Alerts of open incidents that mute others, in PostgreSQL. */
@Component
public class InhibitorStore {
    private final DatabaseClient database;

    InhibitorStore(DatabaseClient database) {
        this.database = database;
    }

    public Mono<Inhibitors> open() {
        return database.sql("""
                        select i.id, i.number, i.correlation_key, s.system, s.alert::text as alert
                        from inhibition_source s join incident i on i.id = s.incident_id
                        where i.is_open order by i.number, s.fingerprint""")
                .map(row -> new Inhibitor(
                        new IncidentId(Objects.requireNonNull(row.get("id", UUID.class))),
                        Objects.requireNonNull(row.get("number", Long.class)),
                        Objects.requireNonNull(row.get("correlation_key", String.class)),
                        Objects.requireNonNull(row.get("system", String.class)),
                        Wire.JSON.readValue(Objects.requireNonNull(row.get("alert", String.class)), Alert.class)))
                .all()
                .collectList()
                .map(Inhibitors::new);
    }

    /** These alerts belong to these incidents; those of incidents that were resolved are forgotten by the way. */
    public Mono<Void> add(String system, Map<Alert, IncidentId> sources) {
        return database.sql("""
                        delete from inhibition_source s using incident i
                        where i.id = s.incident_id and not i.is_open and i.resolved_at < clock_timestamp() - interval '1 day'""")
                .then()
                .thenMany(Flux.fromIterable(sources.entrySet()))
                .concatMap(source -> database.sql("""
                                insert into inhibition_source (incident_id, fingerprint, system, alert)
                                values (:incident, :fingerprint, :system, cast(:alert as jsonb)) on conflict do nothing""")
                        .bind("incident", source.getValue().value())
                        .bind("fingerprint", source.getKey().fingerprint())
                        .bind("system", system)
                        .bind("alert", Wire.JSON.writeValueAsString(source.getKey()))
                        .then())
                .then();
    }
}
