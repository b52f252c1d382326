package dev.firebreak.incident.remediation;

import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationFact;
import dev.firebreak.model.remediation.RemediationId;
import dev.firebreak.model.wire.Wire;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The newest snapshot of each remediation. */
@Component
public class RemediationStore {
    private final DatabaseClient database;

    RemediationStore(DatabaseClient database) {
        this.database = database;
    }

    /** Answers whether an action of this remediation was ever verified; the incident must exist. */
    Mono<Boolean> keep(RemediationFact fact) {
        Remediation remediation = fact.remediation();
        return database.sql("""
                        insert into remediation as known (id, incident_id, seq, verified, started_at, snapshot, system,
                            service, state)
                        values (:id, :incident, :seq, :verified, :startedAt, cast(:snapshot as jsonb), :system,
                            :service, :state)
                        on conflict (id) do update set verified = known.verified or excluded.verified,
                            state = case when known.seq < excluded.seq then excluded.state else known.state end,
                            snapshot = case when known.seq < excluded.seq then excluded.snapshot else known.snapshot end,
                            seq = greatest(known.seq, excluded.seq)
                        returning verified""")
                .bind("id", remediation.id().value())
                .bind("incident", remediation.incidentId().value())
                .bind("seq", fact.seq())
                .bind("verified", fact.event() instanceof RemediationEvent.Verified)
                .bind("startedAt", remediation.startedAt())
                .bind("system", remediation.runbook().system())
                .bind("service", remediation.service())
                .bind("state", remediation.state().word())
                .bind("snapshot", Wire.JSON.writeValueAsString(remediation))
                .map(row -> Boolean.TRUE.equals(row.get("verified", Boolean.class)))
                .one();
    }

    public Mono<Remediation> find(RemediationId id) {
        return database.sql("select snapshot::text as snapshot from remediation where id = :id")
                .bind("id", id.value())
                .map(RemediationStore::read)
                .one();
    }

    /**
     * Newest first.
     *
     * @param states none for all
     * @param before those that started before then
     */
    public Mono<List<Remediation>> list(
            List<String> states, @Nullable String system, @Nullable String service, Instant before, int atMost) {
        var sql = database.sql("""
                        select snapshot::text as snapshot from remediation
                        where (cardinality(:states) = 0 or state = any(:states))
                          and (cast(:system as text) is null or system = :system)
                          and (cast(:service as text) is null or service = :service)
                          and started_at < :before
                        order by started_at desc, id limit :atMost""")
                .bind("states", states.toArray(String[]::new))
                .bind("before", before)
                .bind("atMost", atMost);
        sql = system == null ? sql.bindNull("system", String.class) : sql.bind("system", system);
        sql = service == null ? sql.bindNull("service", String.class) : sql.bind("service", service);
        return sql.map(RemediationStore::read).all().collectList();
    }

    /** Newest first. */
    public Mono<List<Remediation>> of(IncidentId incident) {
        return database.sql("select snapshot::text as snapshot from remediation"
                        + " where incident_id = :incident order by started_at desc")
                .bind("incident", incident.value())
                .map(RemediationStore::read)
                .all()
                .collectList();
    }

    private static Remediation read(Readable row) {
        return Wire.JSON.readValue(Objects.requireNonNull(row.get("snapshot", String.class)), Remediation.class);
    }
}
