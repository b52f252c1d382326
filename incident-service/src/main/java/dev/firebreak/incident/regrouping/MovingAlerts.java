package dev.firebreak.incident.regrouping;

import dev.firebreak.incident.lifecycle.Regrouping.Both;
import dev.firebreak.incident.lifecycle.Regrouping.Moving;
import dev.firebreak.model.incident.AlertSummary;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.wire.Wire;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Moves alerts from one incident to another, with what is held because of them. The incidents are locked. */
@Component
class MovingAlerts {
    private final DatabaseClient database;

    MovingAlerts(DatabaseClient database) {
        this.database = database;
    }

    Mono<Long> count(IncidentId incident) {
        return database.sql("select count(*) as fingerprints from incident_alert where incident_id = :id")
                .bind("id", incident.value())
                .map(row -> Objects.requireNonNull(row.get("fingerprints", Long.class)))
                .one();
    }

    Mono<Moving> between(IncidentId source, IncidentId target) {
        return database.sql("""
                        select s.word::text as source, t.word::text as target
                        from incident_alert s join incident_alert t on t.fingerprint = s.fingerprint
                        where s.incident_id = :source and t.incident_id = :target""")
                .bind("source", source.value())
                .bind("target", target.value())
                .map(row -> new Both(word(row, "source"), word(row, "target")))
                .all()
                .collectList()
                .zipWith(count(source), (both, fingerprints) -> new Moving(Math.toIntExact(fingerprints), both));
    }

    private static AlertSummary word(Readable row, String column) {
        return Wire.JSON.readValue(Objects.requireNonNull(row.get(column, String.class)), AlertSummary.class);
    }

    /** What both have stays as the target has it. */
    Mono<Void> all(IncidentId source, IncidentId target) {
        return Flux.just("""
                        with moved as (
                            delete from incident_alert where incident_id = :source returning fingerprint, is_firing, word)
                        insert into incident_alert (incident_id, fingerprint, is_firing, word)
                        select :target, fingerprint, is_firing, word from moved
                        on conflict (incident_id, fingerprint) do nothing""", """
                        with moved as (
                            delete from inhibition_source where incident_id = :source returning fingerprint, system, alert)
                        insert into inhibition_source (incident_id, fingerprint, system, alert)
                        select :target, fingerprint, system, alert from moved
                        on conflict (incident_id, fingerprint) do nothing""", """
                        update held_alert set incident_id = :target where incident_id = :source""")
                .concatMap(sql -> database.sql(sql)
                        .bind("source", source.value())
                        .bind("target", target.value())
                        .then())
                .then();
    }

    /** What these hold back while their incident is open stays with the whole. */
    Mono<Void> some(IncidentId from, IncidentId into, Collection<String> fingerprints) {
        return Flux.just("""
                        with moved as (
                            update incident_alert set incident_id = :into
                            where incident_id = :from and fingerprint = any(:fingerprints)
                            returning fingerprint, incident_id)
                        insert into split_alert (fingerprint, incident_id) select fingerprint, incident_id from moved
                        on conflict (fingerprint) do update set incident_id = excluded.incident_id""", """
                        update inhibition_source set incident_id = :into
                        where incident_id = :from and fingerprint = any(:fingerprints)""", """
                        update held_alert set incident_id = :into
                        where incident_id = :from and fingerprint = any(:fingerprints) and held_by = 'flapping'""")
                .concatMap(sql -> database.sql(sql)
                        .bind("from", from.value())
                        .bind("into", into.value())
                        .bind("fingerprints", fingerprints.toArray(String[]::new))
                        .then())
                .then();
    }
}
