package dev.firebreak.incident.hold;

import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.wire.Wire;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The newest word on each fingerprint that is held back, in PostgreSQL. */
@Component
public class HeldAlerts {
    /** @param dueAt null when it is held until something else ends */
    public record Listed(
            String heldBy,
            String reason,
            Instant heldAt,
            @Nullable Instant dueAt,
            Alert alert) {}

    private final DatabaseClient database;

    HeldAlerts(DatabaseClient database) {
        this.database = database;
    }

    /**
     * A later word replaces an earlier one, but for a threshold: there the time counts from the first. Answers those
     * that were not held before.
     */
    public Mono<List<HeldAlert>> put(Collection<HeldAlert> alerts, Instant now) {
        if (alerts.isEmpty()) {
            return Mono.just(List.of());
        }
        Map<String, HeldAlert> newest = new LinkedHashMap<>();
        alerts.forEach(each -> newest.put(each.alert().fingerprint(), each));
        List<HeldAlert> rows = newest.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
        return database.sql("""
                        insert into held_alert (fingerprint, held_by, reason, starts_at, held_at, due_at, silence_id,
                            maintenance_id, incident_id, alert)
                        select h.fingerprint, h.held_by, h.reason, h.starts_at, :now,
                            cast(nullif(h.due_at, '') as timestamptz), cast(nullif(h.silence, '') as uuid),
                            cast(nullif(h.maintenance, '') as uuid), cast(nullif(h.incident, '') as uuid), cast(h.alert as jsonb)
                        from unnest(:fingerprints, :by, :reasons, :starts, :dues, :silences, :maintenances, :incidents,
                            :alerts) as h (fingerprint, held_by, reason, starts_at, due_at, silence, maintenance,
                                incident, alert)
                        on conflict (fingerprint) do update
                        set held_by = excluded.held_by, reason = excluded.reason, starts_at = excluded.starts_at,
                            due_at = excluded.due_at, silence_id = excluded.silence_id,
                            maintenance_id = excluded.maintenance_id, incident_id = excluded.incident_id,
                            alert = excluded.alert
                        where held_alert.held_by <> 'threshold' or excluded.held_by <> 'threshold'
                        returning fingerprint, xmax = 0 as is_new""")
                .bind("now", now)
                .bind("fingerprints", column(rows, it -> it.alert().fingerprint()))
                .bind("by", column(rows, it -> it.hold().by().word()))
                .bind("reasons", column(rows, it -> it.hold().reason()))
                .bind("starts", rows.stream().map(it -> startOf(it.alert())).toArray(Instant[]::new))
                .bind("dues", column(rows, it -> text(it.hold().dueAt())))
                .bind("silences", column(rows, it -> text(it.hold().silence())))
                .bind("maintenances", column(rows, it -> text(it.hold().maintenance())))
                .bind("incidents", column(rows, it -> text(it.hold().incident())))
                .bind("alerts", column(rows, it -> Wire.JSON.writeValueAsString(it.alert())))
                .map(row -> Boolean.TRUE.equals(row.get("is_new", Boolean.class))
                        ? Objects.requireNonNull(row.get("fingerprint", String.class))
                        : "")
                .all()
                .filter(newest::containsKey)
                .map(fingerprint -> Objects.requireNonNull(newest.get(fingerprint)))
                .collectList();
    }

    /** What was held is over: by fingerprint, why it was held. */
    public Mono<Map<String, String>> end(Map<String, Instant> ends) {
        if (ends.isEmpty()) {
            return Mono.just(Map.of());
        }
        return database.sql("""
                        delete from held_alert h using unnest(:fingerprints, :ends) as e (fingerprint, ended_at)
                        where h.fingerprint = e.fingerprint and h.starts_at <= e.ended_at
                        returning h.fingerprint, h.reason""")
                .bind("fingerprints", ends.keySet().toArray(String[]::new))
                .bind("ends", ends.values().toArray(Instant[]::new))
                .map(row -> Map.entry(
                        Objects.requireNonNull(row.get("fingerprint", String.class)),
                        Objects.requireNonNull(row.get("reason", String.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** What is held now, oldest first. */
    public Flux<Listed> list(int most) {
        return database.sql("select held_by, reason, held_at, due_at, alert::text as alert from held_alert"
                        + " order by held_at, fingerprint limit :most")
                .bind("most", most)
                .map(row -> new Listed(
                        Objects.requireNonNull(row.get("held_by", String.class)),
                        Objects.requireNonNull(row.get("reason", String.class)),
                        Objects.requireNonNull(row.get("held_at", Instant.class)),
                        row.get("due_at", Instant.class),
                        Wire.JSON.readValue(Objects.requireNonNull(row.get("alert", String.class)), Alert.class)))
                .all();
    }

    /** @param inhibitedBy the incident that explained it; null when something else held it */
    public record Released(Alert alert, @Nullable IncidentId inhibitedBy) {}

    /** Takes out what nothing holds any more and no other instance is just taking; oldest first. */
    public Mono<List<Released>> release(Instant now, int most) {
        return database.sql("""
                        with over as (
                            select fingerprint from held_alert where due_at <= :now
                            union all
                            select h.fingerprint from silence s join held_alert h on h.silence_id = s.id
                            where s.ends_at <= :now
                            union all
                            select h.fingerprint from maintenance m join held_alert h on h.maintenance_id = m.id
                            where m.ends_at <= :now
                            union all
                            select h.fingerprint from held_alert h join incident i on i.id = h.incident_id
                            where h.incident_id is not null and not i.is_open),
                        due as (
                            select fingerprint from held_alert where fingerprint in (select fingerprint from over)
                            order by held_at limit :most for update skip locked)
                        delete from held_alert where fingerprint in (select fingerprint from due)
                        returning held_at, alert::text as alert,
                            case when held_by = 'inhibition' then incident_id end as inhibited_by""")
                .bind("now", now)
                .bind("most", most)
                .map(row -> Map.entry(
                        Objects.requireNonNull(row.get("held_at", Instant.class)),
                        new Released(
                                Wire.JSON.readValue(
                                        Objects.requireNonNull(row.get("alert", String.class)), Alert.class),
                                incident(row.get("inhibited_by", UUID.class)))))
                .all()
                .sort(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .collectList();
    }

    private static @Nullable IncidentId incident(@Nullable UUID id) {
        return id == null ? null : new IncidentId(id);
    }

    /** A start that PostgreSQL cannot keep is no start. */
    private static Instant startOf(Alert alert) {
        return alert.startsAt().isAfter(alert.receivedAt()) || alert.startsAt().isBefore(Instant.EPOCH)
                ? alert.receivedAt()
                : alert.startsAt();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String[] column(List<HeldAlert> rows, Function<HeldAlert, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }
}
