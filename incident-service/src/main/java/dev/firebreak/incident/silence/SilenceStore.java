package dev.firebreak.incident.silence;

import dev.firebreak.incident.hold.Matcher;
import dev.firebreak.model.Actor;
import dev.firebreak.model.wire.Wire;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Silences in PostgreSQL, those that ended among them. */
@Component
class SilenceStore {
    private static final String SELECT = "select id, matchers, reason, created_by::text as created_by, created_at,"
            + " starts_at, ends_at, ended_by::text as ended_by from silence ";

    private final DatabaseClient database;

    SilenceStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> add(Silence silence) {
        return database.sql("""
                        insert into silence (id, matchers, reason, created_by, created_at, starts_at, ends_at)
                        values (:id, :matchers, :reason, cast(:by as jsonb), :at, :startsAt, :endsAt)""")
                .bind("id", silence.id())
                .bind(
                        "matchers",
                        silence.matchers().stream().map(Matcher::toString).toArray(String[]::new))
                .bind("reason", silence.reason())
                .bind("by", Wire.JSON.writeValueAsString(silence.createdBy()))
                .bind("at", silence.createdAt())
                .bind("startsAt", silence.startsAt())
                .bind("endsAt", silence.endsAt())
                .then();
    }

    Mono<Silence> find(UUID id) {
        return database.sql(SELECT + "where id = :id")
                .bind("id", id)
                .map(SilenceStore::silence)
                .one();
    }

    /** Those that have not ended, in the order they were made. */
    Flux<Silence> lasting(Instant now) {
        return database.sql(SELECT + "where ends_at > :now order by created_at, id")
                .bind("now", now)
                .map(SilenceStore::silence)
                .all();
    }

    /** Newest first. */
    Flux<Silence> newest(int most) {
        return database.sql(SELECT + "order by created_at desc, id limit :most")
                .bind("most", most)
                .map(SilenceStore::silence)
                .all();
    }

    /** False when it had ended before. */
    Mono<Boolean> end(UUID id, Actor by, Instant now) {
        return database.sql("update silence set ends_at = greatest(starts_at, :now), ended_by = cast(:by as jsonb)"
                        + " where id = :id and ends_at > :now and ended_by is null")
                .bind("id", id)
                .bind("by", Wire.JSON.writeValueAsString(by))
                .bind("now", now)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    private static Silence silence(Readable row) {
        @Nullable String endedBy = row.get("ended_by", String.class);
        return new Silence(
                Objects.requireNonNull(row.get("id", UUID.class)),
                List.of(Objects.requireNonNull(row.get("matchers", String[].class))).stream()
                        .map(Matcher::parse)
                        .toList(),
                Objects.requireNonNull(row.get("reason", String.class)),
                actor(Objects.requireNonNull(row.get("created_by", String.class))),
                time(row, "created_at"),
                time(row, "starts_at"),
                time(row, "ends_at"),
                endedBy == null ? null : actor(endedBy));
    }

    private static Actor actor(String json) {
        return Wire.JSON.readValue(json, Actor.class);
    }

    private static Instant time(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Instant.class));
    }
}
