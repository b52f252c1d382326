package dev.firebreak.incident.maintenance;

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

/** Announced maintenance in PostgreSQL, and which freezes were told. */
@Component
class AnnouncementStore {
    private static final String SELECT = "select id, system, services, title, automation, alerts,"
            + " created_by::text as created_by, created_at, starts_at, ends_at, ended_by::text as ended_by"
            + " from maintenance ";

    private final DatabaseClient database;

    AnnouncementStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> add(Announcement announcement) {
        Window window = announcement.window();
        return database.sql("""
                        insert into maintenance (id, system, services, title, automation, alerts, created_by, created_at,
                            starts_at, ends_at)
                        values (:id, :system, :services, :title, :automation, :alerts, cast(:by as jsonb), :at, :startsAt,
                            :endsAt)""")
                .bind("id", announcement.id())
                .bind("system", window.system())
                .bind("services", window.services().toArray(String[]::new))
                .bind("title", window.title())
                .bind("automation", window.freezes() ? "frozen" : "running")
                .bind("alerts", window.holds() ? "held" : "handled")
                .bind("by", Wire.JSON.writeValueAsString(announcement.createdBy()))
                .bind("at", announcement.createdAt())
                .bind("startsAt", window.opensAt())
                .bind("endsAt", window.closesAt())
                .then();
    }

    Mono<Announcement> find(UUID id) {
        return database.sql(SELECT + "where id = :id")
                .bind("id", id)
                .map(AnnouncementStore::announcement)
                .one();
    }

    Flux<Announcement> lasting(Instant now) {
        return database.sql(SELECT + "where ends_at > :now order by starts_at, id")
                .bind("now", now)
                .map(AnnouncementStore::announcement)
                .all();
    }

    /** False when it had ended before. */
    Mono<Boolean> end(UUID id, Actor by, Instant now) {
        return database.sql("update maintenance set ends_at = greatest(starts_at, :now),"
                        + " ended_by = cast(:by as jsonb) where id = :id and ends_at > :now and ended_by is null")
                .bind("id", id)
                .bind("by", Wire.JSON.writeValueAsString(by))
                .bind("now", now)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** True the first time, for whichever instance. */
    Mono<Boolean> isFirstToTell(Window window) {
        return database.sql("""
                        with old as (delete from freeze_told where closes_at < :opensAt - interval '1 day')
                        insert into freeze_told (window_id, opens_at, closes_at) values (:id, :opensAt, :closesAt)
                        on conflict do nothing""")
                .bind("id", window.id())
                .bind("opensAt", window.opensAt())
                .bind("closesAt", window.closesAt())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    private static Announcement announcement(Readable row) {
        UUID id = Objects.requireNonNull(row.get("id", UUID.class));
        @Nullable String endedBy = row.get("ended_by", String.class);
        return new Announcement(
                new Window(
                        id.toString(),
                        text(row, "system"),
                        List.of(Objects.requireNonNull(row.get("services", String[].class))),
                        text(row, "title"),
                        text(row, "automation").equals("frozen"),
                        text(row, "alerts").equals("held"),
                        time(row, "starts_at"),
                        time(row, "ends_at"),
                        id),
                actor(text(row, "created_by")),
                time(row, "created_at"),
                endedBy == null ? null : actor(endedBy));
    }

    private static Actor actor(String json) {
        return Wire.JSON.readValue(json, Actor.class);
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static Instant time(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Instant.class));
    }
}
