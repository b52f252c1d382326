package dev.firebreak.notifier.subject;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationFact;
import dev.firebreak.model.wire.Wire;
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

    /**
     * The subjects after the facts, without their remediations. An older fact than the newest changes no snapshot.
     *
     * @param facts one at most about each incident, in the order in which everybody locks them
     */
    public Mono<Map<IncidentId, Subject>> takeIncidents(List<IncidentFact> facts) {
        return database.sql("""
                        with fact as (
                            select * from unnest(:incidents, :snapshots, :seqs, :reopened, :opens, :owners, :owned, :seen)
                                as fact (incident, snapshot, seq, reopened, open, owner, owned, seen))
                        insert into subject as known (incident_id, snapshot, seq, round, version, open, owner)
                        select incident, snapshot::jsonb, seq, reopened, 1, open, owner from fact order by incident
                        on conflict (incident_id) do update set
                            snapshot = case when excluded.seq > known.seq then excluded.snapshot else known.snapshot end,
                            open = case when excluded.seq > known.seq then excluded.open else known.open end,
                            owner = case when excluded.seq > known.seq
                                    and (select owned from fact where incident = excluded.incident_id)
                                then excluded.owner else known.owner end,
                            seq = greatest(known.seq, excluded.seq),
                            round = known.round + excluded.round,
                            version = known.version + (select seen from fact where incident = excluded.incident_id)
                        returning incident_id, snapshot, round, version""")
                .bind(
                        "incidents",
                        Columns.array(facts, fact -> fact.incident().id().value(), UUID[]::new))
                .bind(
                        "snapshots",
                        Columns.array(facts, fact -> Wire.JSON.writeValueAsString(fact.incident()), String[]::new))
                .bind("seqs", Columns.array(facts, IncidentFact::seq, Long[]::new))
                .bind("reopened", Columns.array(facts, fact -> isReopening(fact) ? 1 : 0, Integer[]::new))
                .bind(
                        "opens",
                        Columns.array(facts, fact -> fact.incident().state().isOpen(), Boolean[]::new))
                .bind("owners", Columns.array(facts, SubjectStore::owner, String[]::new))
                .bind("owned", Columns.array(facts, SubjectStore::saysWhoseItIs, Boolean[]::new))
                .bind("seen", Columns.array(facts, fact -> isSeenOnCard(fact.event()) ? 1 : 0, Integer[]::new))
                .map(row -> subject(row, List.of()))
                .all()
                .collectMap(Subject::id);
    }

    /**
     * The subjects after the facts, without their remediations.
     *
     * @param facts one at most about each incident, in the order in which everybody locks them
     */
    public Mono<Map<IncidentId, Subject>> takeRemediations(List<RemediationFact> facts) {
        return database.sql("""
                        with fact as (
                            select * from unnest(:incidents, :remediations, :seqs, :snapshots)
                                as fact (incident, remediation, seq, snapshot)),
                        newest as (
                            insert into subject_remediation as known (remediation_id, incident_id, seq, snapshot)
                            select remediation, incident, seq, snapshot::jsonb from fact order by incident
                            on conflict (remediation_id) do update set seq = excluded.seq, snapshot = excluded.snapshot
                                where excluded.seq > known.seq)
                        insert into subject as known (incident_id, version) select incident, 1 from fact order by incident
                        on conflict (incident_id) do update set version = known.version + 1
                        returning incident_id, snapshot, round, version""")
                .bind(
                        "incidents",
                        Columns.array(
                                facts, fact -> fact.remediation().incidentId().value(), UUID[]::new))
                .bind(
                        "remediations",
                        Columns.array(facts, fact -> fact.remediation().id().value(), UUID[]::new))
                .bind("seqs", Columns.array(facts, RemediationFact::seq, Long[]::new))
                .bind(
                        "snapshots",
                        Columns.array(facts, fact -> Wire.JSON.writeValueAsString(fact.remediation()), String[]::new))
                .map(row -> subject(row, List.of()))
                .all()
                .collectMap(Subject::id);
    }

    private static boolean isReopening(IncidentFact fact) {
        return fact.event() instanceof IncidentEvent.Reopened;
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

    /** Whoever acknowledges what was given to somebody does not have it because of that. */
    private static boolean saysWhoseItIs(IncidentFact fact) {
        return isReopening(fact)
                || fact.event() instanceof IncidentEvent.Assigned
                || (fact.event() instanceof IncidentEvent.Acknowledged
                        && fact.incident().assignedTo() == null);
    }

    /** Null also where it was handed to somebody: what their id is, nobody said. */
    private static @Nullable String owner(IncidentFact fact) {
        boolean isOwn = fact.event() instanceof IncidentEvent.Acknowledged
                || (fact.event() instanceof IncidentEvent.Assigned it
                        && it.to().name().equals(fact.actor().name()));
        return isOwn ? fact.actor().id() : null;
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
                    IncidentEvent.Assigned _,
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
