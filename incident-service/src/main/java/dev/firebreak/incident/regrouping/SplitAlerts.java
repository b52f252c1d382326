package dev.firebreak.incident.regrouping;

import dev.firebreak.model.incident.IncidentId;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Where alerts belong that people split off from the incident of their correlation key, in PostgreSQL. */
@Component
public class SplitAlerts {
    /** @param correlationKey of that incident, which no runbook gives */
    public record Place(IncidentId incident, String correlationKey, boolean isOpen) {}

    private final DatabaseClient database;

    SplitAlerts(DatabaseClient database) {
        this.database = database;
    }

    /**
     * By fingerprint; where that incident goes on, if it was merged since. What fires in another open incident by now, which
     * it joined while its own was over, stays there until it ends.
     */
    public Mono<Map<String, Place>> find(Collection<String> fingerprints) {
        if (fingerprints.isEmpty()) {
            return Mono.just(Map.of());
        }
        return database.sql("""
                        select s.fingerprint, t.id, t.correlation_key, t.is_open
                        from split_alert s join incident i on i.id = s.incident_id
                            join incident t on t.id = coalesce(i.merged_into, i.id)
                        where s.fingerprint = any(:fingerprints) and not exists (
                            select from incident_alert a join incident o on o.id = a.incident_id
                            where a.fingerprint = s.fingerprint and a.is_firing and o.is_open and o.id <> t.id)""")
                .bind("fingerprints", fingerprints.toArray(String[]::new))
                .map(row -> Map.entry(
                        Objects.requireNonNull(row.get("fingerprint", String.class)),
                        new Place(
                                new IncidentId(Objects.requireNonNull(row.get("id", UUID.class))),
                                Objects.requireNonNull(row.get("correlation_key", String.class)),
                                Boolean.TRUE.equals(row.get("is_open", Boolean.class)))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }
}
