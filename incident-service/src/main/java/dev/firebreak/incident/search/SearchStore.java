package dev.firebreak.incident.search;

import dev.firebreak.incident.stream.StreamCursor;
import java.util.Collection;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The index of words in PostgreSQL, and how far it is. */
@Component
class SearchStore {
    private static final int LONGEST_NOTES = 100_000;

    private final DatabaseClient database;

    SearchStore(DatabaseClient database) {
        this.database = database;
    }

    /** Empty while another instance is at it. */
    Mono<StreamCursor> claim() {
        return database.sql("select written_by, position from incident_search_place for update skip locked")
                .map(row -> new StreamCursor(
                        Objects.requireNonNull(row.get("written_by", Long.class)),
                        Objects.requireNonNull(row.get("position", Long.class))))
                .one();
    }

    Mono<Void> moveTo(StreamCursor place) {
        return database.sql("update incident_search_place set written_by = :writtenBy, position = :position")
                .bind("writtenBy", place.writtenBy())
                .bind("position", place.position())
                .then();
    }

    Mono<Void> save(Collection<Findable> found) {
        return database.sql("""
                        insert into incident_search as known (incident_id, number, system, service, title, words, notes)
                        select i.id, i.number, i.system, i.service, f.title, f.words, f.notes
                        from unnest(:ids, :titles, :words, :notes) as f (id, title, words, notes)
                            join incident i on i.id = f.id
                        on conflict (incident_id) do update set title = excluded.title, words = excluded.words,
                            notes = left(known.notes || excluded.notes, :longest)
                        where (known.title, known.words) is distinct from (excluded.title, excluded.words)
                            or excluded.notes <> ''""")
                .bind("ids", found.stream().map(Findable::incident).toArray(UUID[]::new))
                .bind("titles", column(found, Findable::title))
                .bind("words", column(found, Findable::words))
                .bind("notes", column(found, Findable::notes))
                .bind("longest", LONGEST_NOTES)
                .then();
    }

    private static String[] column(Collection<Findable> found, Function<Findable, String> value) {
        return found.stream().map(value).toArray(String[]::new);
    }
}
