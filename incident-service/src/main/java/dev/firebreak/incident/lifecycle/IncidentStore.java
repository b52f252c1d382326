package dev.firebreak.incident.lifecycle;

import dev.firebreak.incident.escalation.Escalation;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.incident.AlertSummary;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.wire.Wire;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The newest state of incidents in PostgreSQL. What is found for a change is locked until the transaction ends. */
@Component
public class IncidentStore {
    /** @param seq of the newest entry of its log */
    public record Stored(Dossier dossier, long seq) {}

    private static final String COLUMNS =
            "snapshot::text as snapshot, terms::text as terms, escalation::text as escalation,"
                    + " testimony::text as testimony, seq";

    private final DatabaseClient database;

    IncidentStore(DatabaseClient database) {
        this.database = database;
    }

    public Mono<Stored> lock(IncidentId id) {
        return database.sql("select " + COLUMNS + " from incident where id = :id for update")
                .bind("id", id.value())
                .map(IncidentStore::stored)
                .one();
    }

    /** The open incident with this key, or else the one resolved last, if that was not before {@code resolvedSince}. */
    public Mono<Stored> lockByKey(String correlationKey, Instant resolvedSince) {
        return database.sql("select " + COLUMNS + " from incident"
                        + " where correlation_key = :key and (is_open or resolved_at >= :since)"
                        + " order by is_open desc, resolved_at desc limit 1 for update")
                .bind("key", correlationKey)
                .bind("since", resolvedSince)
                .map(IncidentStore::stored)
                .one();
    }

    /** One that time moves now and that no other instance is just moving; empty when there is none. */
    public Mono<Stored> claimDue(Instant now) {
        return database.sql("select " + COLUMNS + " from incident where next_due_at <= :now"
                        + " order by next_due_at limit 1 for update skip locked")
                .bind("now", now)
                .map(IncidentStore::stored)
                .one();
    }

    /** Number of another open incident with the same key; empty when there is none. */
    public Mono<Long> rivalOf(Incident incident) {
        return database.sql("select number from incident where correlation_key = :key and is_open and id <> :id")
                .bind("key", incident.correlationKey())
                .bind("id", incident.id().value())
                .map(row -> Objects.requireNonNull(row.get("number", Long.class)))
                .one();
    }

    public Mono<Long> nextNumber() {
        return database.sql("select nextval('incident_number') as number")
                .map(row -> Objects.requireNonNull(row.get("number", Long.class)))
                .one();
    }

    /** False when another instance opened one with the same key in the meantime. */
    public Mono<Boolean> insert(Dossier dossier, long seq) {
        GenericExecuteSpec insert = database.sql("""
                insert into incident (id, number, correlation_key, is_open, state, severity, system, service, opened_at,
                    resolved_at, updated_at, next_due_at, seq, snapshot, terms, escalation, testimony)
                values (:id, :number, :key, :open, :state, :severity, :system, :service, :openedAt, :resolvedAt,
                    :updatedAt, :dueAt, :seq, cast(:snapshot as jsonb), cast(:terms as jsonb), cast(:escalation as jsonb),
                    cast(:testimony as jsonb))
                on conflict (correlation_key) where is_open do nothing""");
        Incident incident = dossier.incident();
        return bind(insert, dossier, seq)
                .bind("number", incident.number())
                .bind("key", incident.correlationKey())
                .bind("system", incident.system())
                .bind("service", incident.service())
                .bind("openedAt", incident.openedAt())
                .bind("terms", Wire.JSON.writeValueAsString(dossier.terms()))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    public Mono<Void> update(Dossier dossier, long seq) {
        GenericExecuteSpec update = database.sql("""
                update incident set is_open = :open, state = :state, severity = :severity, resolved_at = :resolvedAt,
                    updated_at = :updatedAt, next_due_at = :dueAt, seq = :seq,
                    snapshot = cast(:snapshot as jsonb), escalation = cast(:escalation as jsonb),
                    testimony = cast(:testimony as jsonb)
                where id = :id""");
        return bind(update, dossier, seq).then();
    }

    /** The newest word on each of these fingerprints, as far as the incident has one. */
    public Mono<Map<String, AlertSummary>> words(IncidentId id, Collection<String> fingerprints) {
        return database.sql("select word::text as word from incident_alert"
                        + " where incident_id = :id and fingerprint = any(:fingerprints)")
                .bind("id", id.value())
                .bind("fingerprints", fingerprints.toArray(String[]::new))
                .map(row -> Wire.JSON.readValue(text(row, "word"), AlertSummary.class))
                .all()
                .collectMap(AlertSummary::fingerprint);
    }

    public Mono<Void> saveWords(IncidentId id, List<AlertSummary> words) {
        if (words.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        insert into incident_alert (incident_id, fingerprint, is_firing, word)
                        select :id, w.fingerprint, w.is_firing, cast(w.word as jsonb)
                        from unnest(:fingerprints, :firing, :words) as w (fingerprint, is_firing, word)
                        on conflict (incident_id, fingerprint)
                        do update set is_firing = excluded.is_firing, word = excluded.word""")
                .bind("id", id.value())
                .bind(
                        "fingerprints",
                        words.stream().map(AlertSummary::fingerprint).toArray(String[]::new))
                .bind(
                        "firing",
                        words.stream()
                                .map(word -> word.status() == AlertStatus.FIRING)
                                .toArray(Boolean[]::new))
                .bind("words", words.stream().map(Wire.JSON::writeValueAsString).toArray(String[]::new))
                .then();
    }

    private static GenericExecuteSpec bind(GenericExecuteSpec spec, Dossier dossier, long seq) {
        Incident incident = dossier.incident();
        GenericExecuteSpec bound = spec.bind("id", incident.id().value())
                .bind("open", incident.state().isOpen())
                .bind("state", incident.state().word())
                .bind("severity", incident.severity().word())
                .bind("updatedAt", incident.updatedAt())
                .bind("seq", seq)
                .bind("snapshot", Wire.JSON.writeValueAsString(incident))
                .bind("escalation", Wire.JSON.writeValueAsString(dossier.escalation()))
                .bind("testimony", Wire.JSON.writeValueAsString(dossier.testimony()));
        return bindInstant(
                bindInstant(bound, "resolvedAt", incident.resolvedAt()),
                "dueAt",
                dossier.nextDueAt().orElse(null));
    }

    private static GenericExecuteSpec bindInstant(GenericExecuteSpec spec, String name, @Nullable Instant value) {
        return value == null ? spec.bindNull(name, Instant.class) : spec.bind(name, value);
    }

    private static Stored stored(Readable row) {
        Incident incident = Wire.JSON.readValue(text(row, "snapshot"), Incident.class);
        Escalation escalation = Wire.JSON.readValue(text(row, "escalation"), Escalation.class);
        @Nullable
        String said = row.get("testimony", String.class); // null in rows of before V20 that did not change since
        Testimony testimony = said == null
                ? Testimony.of(incident, escalation.startedAt())
                : Wire.JSON.readValue(said, Testimony.class);
        return new Stored(
                new Dossier(incident, Wire.JSON.readValue(text(row, "terms"), Terms.class), escalation, testimony),
                Objects.requireNonNull(row.get("seq", Long.class)));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    /** The incidents, open or not, in which one of these fingerprints still fires. */
    public Mono<List<Firing>> firing(Collection<String> fingerprints) {
        return database.sql("""
                        select a.fingerprint, i.id, i.correlation_key, i.is_open
                        from incident_alert a join incident i on i.id = a.incident_id
                        where a.is_firing and a.fingerprint = any(:fingerprints)""")
                .bind("fingerprints", fingerprints.toArray(String[]::new))
                .map(row -> new Firing(
                        text(row, "fingerprint"),
                        new IncidentId(Objects.requireNonNull(row.get("id", UUID.class))),
                        text(row, "correlation_key"),
                        Boolean.TRUE.equals(row.get("is_open", Boolean.class))))
                .all()
                .collectList();
    }

    /** What a source still calls firing in the open incidents of one service. */
    public Mono<List<AlertSummary>> firingOf(String source, String system, String service) {
        return database.sql("""
                        select a.word::text as word from incident i join incident_alert a on a.incident_id = i.id
                        where i.is_open and i.system = :system and i.service = :service
                            and a.is_firing and a.word ->> 'source' = :source""")
                .bind("system", system)
                .bind("service", service)
                .bind("source", source)
                .map(row -> Wire.JSON.readValue(text(row, "word"), AlertSummary.class))
                .all()
                .collectList();
    }

    public record Firing(String fingerprint, IncidentId incidentId, String correlationKey, boolean isOpen) {}
}
