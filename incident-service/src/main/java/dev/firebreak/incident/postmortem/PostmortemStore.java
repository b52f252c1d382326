package dev.firebreak.incident.postmortem;

import dev.firebreak.model.Actor;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.wire.Wire;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Every version that people kept. */
@Component
class PostmortemStore {
    /** @param version counts up from 1 */
    record Version(int version, Actor actor, Instant at) {}

    record Kept(int version, String text) {}

    private final DatabaseClient database;

    PostmortemStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Kept> newest(IncidentId id) {
        return find(id, Integer.MAX_VALUE);
    }

    /** That version, or the newest before it. */
    Mono<Kept> find(IncidentId id, int version) {
        return database.sql("select version, text from postmortem"
                        + " where incident_id = :id and version <= :version order by version desc limit 1")
                .bind("id", id.value())
                .bind("version", version)
                .map(row -> new Kept(number(row), Objects.requireNonNull(row.get("text", String.class))))
                .one();
    }

    Mono<List<Version>> versions(IncidentId id) {
        return database.sql("select version, actor::text as actor, at from postmortem"
                        + " where incident_id = :id order by version desc")
                .bind("id", id.value())
                .map(row -> new Version(
                        number(row),
                        Wire.JSON.readValue(Objects.requireNonNull(row.get("actor", String.class)), Actor.class),
                        Objects.requireNonNull(row.get("at", Instant.class))))
                .all()
                .collectList();
    }

    /** False when somebody else was faster. */
    Mono<Boolean> add(IncidentId id, int version, String text, Actor actor, Instant at) {
        return database.sql("""
                        insert into postmortem (incident_id, version, text, actor, at)
                        select :id, :version, :text, cast(:actor as jsonb), :at
                        where :version = 1 + (select coalesce(max(version), 0) from postmortem where incident_id = :id)
                        on conflict do nothing""")
                .bind("id", id.value())
                .bind("version", version)
                .bind("text", text)
                .bind("actor", Wire.JSON.writeValueAsString(actor))
                .bind("at", at)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    private static int number(Readable row) {
        return Objects.requireNonNull(row.get("version", Integer.class));
    }
}
