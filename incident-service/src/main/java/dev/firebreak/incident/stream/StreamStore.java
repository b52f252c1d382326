package dev.firebreak.incident.stream;

import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.wire.Wire;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Reads the log in the order of the transactions that wrote it. Only what was written by transactions older than every
 * one still running is told, so nothing can show up later before something that was told.
 */
@Component
public class StreamStore {
    /**
     * One entry of the log and its place.
     *
     * @param incident the one that it is about
     * @param value the fact as JSON
     */
    public record Logged(StreamCursor cursor, UUID incident, String type, String value) {
        public IncidentFact fact() {
            return Wire.read(value.getBytes(StandardCharsets.UTF_8), IncidentFact.class);
        }
    }

    private final DatabaseClient database;

    StreamStore(DatabaseClient database) {
        this.database = database;
    }

    /** The place from which on nothing is told yet. */
    Mono<StreamCursor> now() {
        return database.sql("select pg_snapshot_xmin(pg_current_snapshot())::text as oldest")
                .map(row -> new StreamCursor(Long.parseLong(text(row, "oldest")), 0))
                .one();
    }

    /**
     * A database that was restored elsewhere counts its transactions anew: what it brought along is older than all that
     * it writes, whatever its number says, and has no place in the stream any more.
     */
    Mono<Void> forgetTheFuture() {
        return database.sql(
                        "update event_log set written_by = null"
                                + " where topic = 'firebreak.incidents' and written_by >= pg_snapshot_xmax(pg_current_snapshot())")
                .then();
    }

    Mono<List<StreamEntry>> after(StreamCursor cursor, int limit) {
        return read(cursor, limit)
                .map(page -> page.stream()
                        .map(logged -> StreamEntry.of(logged.cursor(), logged.type(), logged.fact()))
                        .toList());
    }

    /** Facts of incidents after that place, whatever instance wrote them. */
    public Mono<List<Logged>> read(StreamCursor cursor, int limit) {
        return database.sql("""
                        select written_by::text as written_by, position, subject_id, type, value::text as value
                        from event_log
                        where topic = 'firebreak.incidents'
                            and (written_by, position) > (cast(:writtenBy as xid8), :position)
                            and written_by < pg_snapshot_xmin(pg_current_snapshot())
                        order by event_log.written_by, event_log.position limit :limit""")
                .bind("writtenBy", Long.toString(cursor.writtenBy()))
                .bind("position", cursor.position())
                .bind("limit", limit)
                .map(StreamStore::logged)
                .all()
                .collectList();
    }

    private static Logged logged(Readable row) {
        return new Logged(
                new StreamCursor(
                        Long.parseLong(text(row, "written_by")),
                        Objects.requireNonNull(row.get("position", Long.class))),
                Objects.requireNonNull(row.get("subject_id", UUID.class)),
                text(row, "type"),
                text(row, "value"));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
