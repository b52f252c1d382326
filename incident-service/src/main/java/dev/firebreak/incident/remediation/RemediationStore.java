package dev.firebreak.incident.remediation;

import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationFact;
import dev.firebreak.model.remediation.RemediationId;
import dev.firebreak.model.wire.Wire;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
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
                        insert into remediation as known (id, incident_id, seq, verified, started_at, snapshot)
                        values (:id, :incident, :seq, :verified, :startedAt, cast(:snapshot as jsonb))
                        on conflict (id) do update set verified = known.verified or excluded.verified,
                            snapshot = case when known.seq < excluded.seq then excluded.snapshot else known.snapshot end,
                            seq = greatest(known.seq, excluded.seq)
                        returning verified""")
                .bind("id", remediation.id().value())
                .bind("incident", remediation.incidentId().value())
                .bind("seq", fact.seq())
                .bind("verified", fact.event() instanceof RemediationEvent.Verified)
                .bind("startedAt", remediation.startedAt())
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
