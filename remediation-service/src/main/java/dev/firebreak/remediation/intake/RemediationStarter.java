package dev.firebreak.remediation.intake;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.runbook.Runbook;
import dev.firebreak.eventlog.Entry;
import dev.firebreak.eventlog.EventLog;
import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.RunbookRef;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationFact;
import dev.firebreak.model.remediation.RemediationId;
import dev.firebreak.model.remediation.RemediationState;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.remediation.execution.Engine;
import dev.firebreak.remediation.execution.FirstClaim;
import dev.firebreak.remediation.execution.InitialSteps;
import dev.firebreak.remediation.trust.Trust;
import dev.firebreak.remediation.trust.TrustStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Starts a runbook for an incident: once when it opens, once more when it comes back and the first one is over. What
 * came back twice is for people, who may start one as often as they want.
 */
@Component
class RemediationStarter {
    private static final int MAX_ROUNDS = 2;
    private static final String INSERT =
            """
            WITH started AS (
                INSERT INTO remediation (id, incident_id, system, service, runbook, round, state, seq, snapshot, progress,
                    next_turn_at, started_at, fence, lease_until, claimed_by)
                VALUES (:id, :incident, :system, :service, :runbook, :round, :state, 1, CAST(:snapshot AS jsonb),
                    CAST('{"steps":{}}' AS jsonb), clock_timestamp(), :startedAt,
            """ + FirstClaim.VALUES + """
                ) RETURNING id)
            """ + EventLog.insertIf("exists (select from started)");

    private static final String BEFORE = """
            SELECT count(*) AS rounds, count(*) FILTER (WHERE finished_at IS NULL) AS running, clock_timestamp() AS now,
                (SELECT json_object_agg(step, json_build_object('mode', mode, 'proven', proven)) FROM trust
                    WHERE system = :ofSystem AND runbook = :runbook)::text AS trust, %s AS is_kept
            FROM remediation WHERE incident_id = :incident AND system = :ofSystem AND runbook = :runbook
            """;
    private static final String KEEP_AND_BEFORE =
            "WITH kept AS (" + IncidentViews.KEEP + ") " + BEFORE.formatted("EXISTS (SELECT FROM kept)");

    private final DatabaseClient database;
    private final EventLog eventLog;
    private final Supplier<Catalog> catalogs;
    private final IncidentViews incidents;
    private final Engine engine;

    RemediationStarter(
            DatabaseClient database,
            EventLog eventLog,
            Supplier<Catalog> catalogs,
            IncidentViews incidents,
            Engine engine) {
        this.database = database;
        this.eventLog = eventLog;
        this.catalogs = catalogs;
        this.incidents = incidents;
        this.engine = engine;
    }

    /**
     * Keeps what the fact tells of the incident as well. Empty when the incident has no runbook, one is running, or it
     * had its rounds.
     */
    Mono<RemediationId> start(IncidentFact fact) {
        Incident incident = fact.incident();
        RunbookRef ref = incident.runbook();
        if (ref == null) {
            return incidents.keep(fact).then(Mono.empty());
        }
        return Mono.defer(() -> {
            FirstClaim claim = engine.claim();
            return before(IncidentViews.bind(database.sql(KEEP_AND_BEFORE), fact), ref)
                    .filter(before -> before.running == 0 && before.rounds < MAX_ROUNDS)
                    .flatMap(before -> {
                        FirstClaim ours = before.isKept ? claim : FirstClaim.NONE; // else a newer fact came first
                        return insert(incident, ref, Actor.FIREBREAK, before, ours)
                                .flatMap(it -> ours.begin(
                                                it, incident, IncidentViews.alertedAt(fact), before.trust, before.now)
                                        .thenReturn(it.id()));
                    });
        });
    }

    /** Empty when there is no such runbook, it is running, or the incident is not open. */
    Mono<RemediationId> run(Command.RunRunbook command) {
        return database.sql("SELECT snapshot::text AS snapshot FROM incident_view WHERE incident_id = :id AND is_open")
                .bind("id", command.incidentId().value())
                .map(row ->
                        Wire.JSON.readValue(Objects.requireNonNull(row.get("snapshot", String.class)), Incident.class))
                .one()
                .flatMap(incident -> Mono.justOrEmpty(wanted(command, incident))
                        .flatMap(ref -> before(
                                        database.sql(BEFORE.formatted("true"))
                                                .bind("incident", incident.id().value()),
                                        ref)
                                .filter(before -> before.running == 0)
                                .flatMap(before -> insert(incident, ref, command.actor(), before, FirstClaim.NONE)))
                        .map(Remediation::id));
    }

    private Optional<RunbookRef> wanted(Command.RunRunbook command, Incident incident) {
        @Nullable String name = command.runbook();
        return name == null
                ? Optional.ofNullable(incident.runbook())
                : catalogs.get().runbook(incident.system(), name).map(Runbook::ref);
    }

    private static Mono<Before> before(GenericExecuteSpec sql, RunbookRef ref) {
        return sql.bind("ofSystem", ref.system())
                .bind("runbook", ref.name())
                .map(row -> new Before(
                        Objects.requireNonNull(row.get("rounds", Long.class)),
                        Objects.requireNonNull(row.get("running", Long.class)),
                        Objects.requireNonNull(row.get("now", Instant.class)),
                        TrustStore.read(row.get("trust", String.class)),
                        Boolean.TRUE.equals(row.get("is_kept", Boolean.class))))
                .one();
    }

    private record Before(long rounds, long running, Instant now, Map<String, Trust> trust, boolean isKept) {}

    private Mono<Remediation> insert(Incident incident, RunbookRef ref, Actor actor, Before before, FirstClaim claim) {
        Catalog catalog = catalogs.get();
        Remediation remediation = new Remediation(
                RemediationId.next(),
                incident.id(),
                ref,
                incident.service(),
                catalog.version(),
                RemediationState.RUNNING,
                catalog.runbook(ref.system(), ref.name())
                        .map(runbook -> incident.isDrill()
                                ? InitialSteps.ofDrill(runbook)
                                : InitialSteps.of(runbook, before.trust))
                        .orElse(List.of()),
                before.now,
                null);
        RemediationFact started = new RemediationFact(
                EventId.next(),
                1,
                before.now,
                actor,
                catalog.version(),
                new RemediationEvent.Started("Runbook " + ref.title() + " started for " + incident.service()
                        + (actor.isPerson() ? " by " + actor.name() : "")),
                remediation);
        List<Entry> entries = List.of(Entry.of(started));
        return claim.bind(EventLog.bind(database.sql(INSERT), entries))
                .bind("id", remediation.id().value())
                .bind("incident", incident.id().value())
                .bind("system", ref.system())
                .bind("service", incident.service())
                .bind("runbook", ref.name())
                .bind("round", Math.toIntExact(before.rounds) + 1)
                .bind("state", remediation.state().name())
                .bind("snapshot", Wire.JSON.writeValueAsString(remediation))
                .bind("startedAt", before.now)
                .then()
                .then(eventLog.told(entries))
                .thenReturn(remediation);
    }
}
