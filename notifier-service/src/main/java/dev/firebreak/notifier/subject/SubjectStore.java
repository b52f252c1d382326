package dev.firebreak.notifier.subject;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationFact;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Snapshots in PostgreSQL. Taking a fact locks its incident's row until the transaction ends. */
public class SubjectStore {
    private final DatabaseClient database;

    public SubjectStore(DatabaseClient database) {
        this.database = database;
    }

    /** The subject after the fact, without its remediations. An older fact than the newest changes no snapshot. */
    public Mono<Subject> take(IncidentFact fact) {
        Incident incident = fact.incident();
        return database.sql("""
                        insert into subject as known (incident_id, snapshot, seq, round, version, open, owner)
                        values (:incident, :snapshot, :seq, :round, 1, :open, :owner)
                        on conflict (incident_id) do update set
                            snapshot = case when excluded.seq > known.seq then excluded.snapshot else known.snapshot end,
                            open = case when excluded.seq > known.seq then excluded.open else known.open end,
                            owner = case when excluded.seq > known.seq and :owned then excluded.owner else known.owner end,
                            seq = greatest(known.seq, excluded.seq),
                            round = known.round + excluded.round,
                            version = known.version + :seen
                        returning incident_id, snapshot, round, version""")
                .bind("incident", incident.id().value())
                .bind("snapshot", Columns.json(incident))
                .bind("seq", fact.seq())
                .bind("round", fact.event() instanceof IncidentEvent.Reopened ? 1 : 0)
                .bind("open", incident.state().isOpen())
                .bind("owner", Parameters.in(R2dbcType.VARCHAR, owner(fact)))
                .bind(
                        "owned",
                        fact.event() instanceof IncidentEvent.Acknowledged
                                || fact.event() instanceof IncidentEvent.Reopened)
                .bind("seen", isSeenOnCard(fact.event()) ? 1 : 0)
                .map(row -> subject(row, List.of()))
                .one();
    }

    /** The subject after the fact, without its remediations. */
    public Mono<Subject> take(RemediationFact fact) {
        Remediation remediation = fact.remediation();
        return database.sql("""
                        with newest as (
                            insert into subject_remediation as known (remediation_id, incident_id, seq, snapshot)
                            values (:remediation, :incident, :seq, :snapshot)
                            on conflict (remediation_id) do update set seq = excluded.seq, snapshot = excluded.snapshot
                                where excluded.seq > known.seq)
                        insert into subject as known (incident_id, version) values (:incident, 1)
                        on conflict (incident_id) do update set version = known.version + 1
                        returning incident_id, snapshot, round, version""")
                .bind("remediation", remediation.id().value())
                .bind("incident", remediation.incidentId().value())
                .bind("seq", fact.seq())
                .bind("snapshot", Columns.json(remediation))
                .map(row -> subject(row, List.of()))
                .one();
    }

    /** Empty when nothing is known of it. */
    public Mono<Subject> load(IncidentId incident) {
        return load(Set.of(incident)).mapNotNull(known -> known.get(incident));
    }

    /** Those that something is known of. */
    public Mono<Map<IncidentId, Subject>> load(Set<IncidentId> incidents) {
        return database.sql("""
                        select incident_id, snapshot, round, version,
                            coalesce((select jsonb_agg(of.snapshot) from subject_remediation of
                                where of.incident_id = subject.incident_id), '[]') as remediations
                        from subject where incident_id = any(:incidents)""")
                .bind("incidents", incidents.stream().map(IncidentId::value).toArray(UUID[]::new))
                .map(row -> subject(row, List.of(Columns.requiredJson(row, "remediations", Remediation[].class))))
                .all()
                .collectMap(Subject::id);
    }

    private static @Nullable String owner(IncidentFact fact) {
        return fact.event() instanceof IncidentEvent.Acknowledged ? fact.actor().id() : null;
    }

    /** Who was told what is not on the card: if it were, telling would change what there is to tell. */
    private static boolean isSeenOnCard(IncidentEvent event) {
        return switch (event) {
            case IncidentEvent.NotificationDelivered _,
                    IncidentEvent.RemediationProgressed _,
                    IncidentEvent.CommandRefused _,
                    IncidentEvent.Related _,
                    IncidentEvent.Flapping _,
                    IncidentEvent.PostmortemDue _,
                    IncidentEvent.Silenced _ -> false;
            case IncidentEvent.Opened _,
                    IncidentEvent.AlertsAdded _,
                    IncidentEvent.AlertsResolved _,
                    IncidentEvent.LevelChanged _,
                    IncidentEvent.Escalated _,
                    IncidentEvent.Acknowledged _,
                    IncidentEvent.Mitigated _,
                    IncidentEvent.ObservationStarted _,
                    IncidentEvent.Resolved _,
                    IncidentEvent.Closed _,
                    IncidentEvent.Merged _,
                    IncidentEvent.Absorbed _,
                    IncidentEvent.Split _,
                    IncidentEvent.ClockMissed _,
                    IncidentEvent.UpdateDue _,
                    IncidentEvent.NoteAdded _,
                    IncidentEvent.Reopened _ -> true; // a word moves the next deadline, and so does one that is missed
        };
    }

    private static Subject subject(Readable row, List<Remediation> remediations) {
        return new Subject(
                new IncidentId(Columns.required(row, "incident_id", UUID.class)),
                Columns.json(row, "snapshot", Incident.class),
                remediations,
                Columns.required(row, "round", Integer.class),
                Columns.required(row, "version", Long.class));
    }
}
