package dev.firebreak.incident.lifecycle;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.incident.escalation.Escalation;
import dev.firebreak.model.alert.Drill;
import dev.firebreak.model.incident.AlertSummary;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.IncidentRef;
import dev.firebreak.model.wire.Wire;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The newest state of incidents in PostgreSQL. What is found for a change is locked until the transaction ends. */
@Component
public class IncidentStore {
    /** @param seq of the newest entry of its log */
    public record Stored(Dossier dossier, long seq) {
        /** See {@link Dossier#calledBy}. */
        public Stored calledBy(Catalog catalog) {
            return new Stored(dossier.calledBy(catalog), seq);
        }
    }

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

    /** The incident, or where it goes on when people merged it. */
    public Mono<Stored> lockWhereItGoesOn(IncidentId id) {
        return lock(id).flatMap(stored -> {
            @Nullable IncidentRef mergedInto = stored.dossier().incident().mergedInto();
            return mergedInto == null ? Mono.just(stored) : lockWhereItGoesOn(mergedInto.id());
        });
    }

    /**
     * Which incident to find: the one of that id, or else the open one with this key, or the one that people merged it
     * into if that would not go on beside another one, or else the one resolved last unless it is closed; none that was
     * resolved before {@code resolvedSince}. One that is merged just now is answered as it is then: ask again.
     *
     * @param id null to go by the key
     */
    public record Wanted(String correlationKey, @Nullable IncidentId id, Instant resolvedSince) {}

    /**
     * By the keys that were asked for, as far as there are any. Locked in the order of their ids, as everything does that
     * locks several: then nobody waits in a circle.
     */
    public Mono<Map<String, Stored>> lockAll(List<Wanted> wanted) {
        return database.sql("with wanted as materialized (select w.key, coalesce("
                        + " (select coalesce(merged_into, id) from incident where id = cast(nullif(w.id, '') as uuid)),"
                        + " (select id from incident where correlation_key = w.key and is_open),"
                        + " (select t.id from incident m join incident t on t.id = m.merged_into"
                        + " where m.correlation_key = w.key and m.merged_into is not null and (t.is_open or"
                        + " (t.resolved_at >= w.since and t.state <> 'closed' and not exists (select from incident o"
                        + " where o.correlation_key = t.correlation_key and o.is_open)))"
                        + " order by t.is_open desc, t.resolved_at desc limit 1),"
                        + " (select id from (select id, state from incident where correlation_key = w.key"
                        + " and resolved_at >= w.since and merged_into is null order by resolved_at desc limit 1) as last"
                        + " where state <> 'closed')) as found from unnest(:keys, :ids, :since) as w (key, id, since))"
                        + " select wanted.key, " + COLUMNS + " from wanted join incident on incident.id = wanted.found"
                        + " order by incident.id for update of incident")
                .bind("keys", wanted.stream().map(Wanted::correlationKey).toArray(String[]::new))
                .bind(
                        "ids",
                        wanted.stream()
                                .map(each -> each.id() == null ? "" : each.id().toString())
                                .toArray(String[]::new))
                .bind("since", wanted.stream().map(Wanted::resolvedSince).toArray(Instant[]::new))
                .map(row -> Map.entry(text(row, "key"), stored(row)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** In the order in which everything locks several. */
    public Mono<List<IncidentId>> openOf(Drill drill) {
        return database.sql("select id from incident where is_open and correlation_key like :mark || '%' order by id")
                .bind("mark", drill.mark())
                .map(row -> new IncidentId(Objects.requireNonNull(row.get("id", UUID.class))))
                .all()
                .collectList();
    }

    /** Those that time moves now and that no other instance is just moving, the most overdue first. */
    public Mono<List<Stored>> claimDue(Instant now, int most) {
        return database.sql("select " + COLUMNS + " from incident where next_due_at <= :now"
                        + " order by next_due_at limit :most for update skip locked")
                .bind("now", now)
                .bind("most", most)
                .map(IncidentStore::stored)
                .all()
                .collectList();
    }

    /** The most overdue one, without reading what it says; empty when there is none beside these. */
    public Mono<IncidentId> claimOneDue(Instant now, Set<IncidentId> beside) {
        return database.sql("select id from incident where next_due_at <= :now and id <> all(:beside)"
                        + " order by next_due_at limit 1 for update skip locked")
                .bind("now", now)
                .bind("beside", beside.stream().map(IncidentId::value).toArray(UUID[]::new))
                .map(row -> new IncidentId(Objects.requireNonNull(row.get("id", UUID.class))))
                .one();
    }

    /**
     * Number of another open incident for one of its keys, which are its own and those of what was merged into it, or that
     * one of such a key was merged into; empty when there is none.
     */
    public Mono<Long> rivalOf(Incident incident) {
        return database.sql("""
                        with keys as (select correlation_key from incident where id = :id or merged_into = :id)
                        select number from incident where is_open and id <> :id and id in (
                            select id from incident where correlation_key in (table keys) and is_open
                            union all
                            select merged_into from incident where correlation_key in (table keys) and merged_into is not null)
                        limit 1""")
                .bind("id", incident.id().value())
                .map(row -> Objects.requireNonNull(row.get("number", Long.class)))
                .one();
    }

    /** As many as asked for, ascending. */
    public Mono<List<Long>> nextNumbers(int count) {
        if (count == 0) {
            return Mono.just(List.of());
        }
        return database.sql("select nextval('incident_number') as number from generate_series(1, :count)")
                .bind("count", count)
                .map(row -> Objects.requireNonNull(row.get("number", Long.class)))
                .all()
                .sort()
                .collectList();
    }

    /** @return those that are new now; the others were opened by another instance in the meantime, with the same key */
    Mono<Set<IncidentId>> write(IncidentWrite write) {
        return write.isEmpty()
                ? Mono.just(Set.of())
                : write.bind(database.sql(IncidentWrite.SQL))
                        .map(row -> new IncidentId(Objects.requireNonNull(row.get("id", UUID.class))))
                        .all()
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** When somebody must look at them again, and nothing else. */
    public Mono<Void> postpone(List<Stored> some) {
        return write(new IncidentWrite(List.of(), some, Map.of(), List.of())).then();
    }

    /** All that was merged into {@code from} goes on in {@code into} as well. */
    public Mono<Void> redirect(IncidentId from, IncidentId into) {
        return database.sql("update incident set merged_into = :into where id = :from or merged_into = :from")
                .bind("from", from.value())
                .bind("into", into.value())
                .then();
    }

    /** The newest words of these incidents on these fingerprints, as far as they have one; by incident and fingerprint. */
    public Mono<Map<IncidentId, Map<String, AlertSummary>>> words(Map<IncidentId, Set<String>> fingerprints) {
        if (fingerprints.isEmpty()) {
            return Mono.just(Map.of());
        }
        List<UUID> ids = new ArrayList<>();
        List<String> all = new ArrayList<>();
        fingerprints.forEach((id, some) -> some.forEach(fingerprint -> {
            ids.add(id.value());
            all.add(fingerprint);
        }));
        return database.sql("select a.incident_id, a.word::text as word from unnest(:ids, :fingerprints)"
                        + " as w (id, fingerprint) join incident_alert a"
                        + " on a.incident_id = w.id and a.fingerprint = w.fingerprint")
                .bind("ids", ids.toArray(UUID[]::new))
                .bind("fingerprints", all.toArray(String[]::new))
                .map(row -> Map.entry(
                        new IncidentId(Objects.requireNonNull(row.get("incident_id", UUID.class))),
                        Wire.JSON.readValue(text(row, "word"), AlertSummary.class)))
                .all()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        Collectors.toMap(found -> found.getValue().fingerprint(), Map.Entry::getValue)));
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
            where a.is_firing and a.fingerprint = any(:fingerprints)\
            """)
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
                and a.is_firing and a.word ->> 'source' = :source\
            """)
                .bind("system", system)
                .bind("service", service)
                .bind("source", source)
                .map(row -> Wire.JSON.readValue(text(row, "word"), AlertSummary.class))
                .all()
                .collectList();
    }

    public record Firing(String fingerprint, IncidentId incidentId, String correlationKey, boolean isOpen) {}
}
