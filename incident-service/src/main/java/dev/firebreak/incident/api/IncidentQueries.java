package dev.firebreak.incident.api;

import dev.firebreak.incident.escalation.Escalation;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.wire.Wire;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads incidents for people; locks nothing. */
@Component
public class IncidentQueries {
    public record Found(Incident incident, Escalation escalation) {}

    private final DatabaseClient database;
    private final IncidentSearch search;

    IncidentQueries(DatabaseClient database, IncidentSearch search) {
        this.database = database;
        this.search = search;
    }

    /**
     * Newest first; one more than the limit when there are more. Each question has an index that ends in the order of
     * the list, so that a page is read and no more.
     */
    Mono<List<IncidentItem>> list(IncidentFilter filter) {
        @Nullable String words = filter.words();
        if (words != null) {
            return search.find(filter, words);
        }
        String sql = "select line::text as line from incident where "
                + (filter.isOpenOnly() ? "is_open and " : filter.isResolvedOnly() ? "state = 'resolved' and " : "")
                + "number < :before" + filter.conditions()
                + " order by number desc limit :limit";
        return database.sql(sql)
                .bindValues(filter.values())
                .bind("before", filter.before())
                .bind("limit", filter.limit() + 1)
                .map(row -> read(row.get("line", String.class), IncidentItem.class))
                .all()
                .collectList();
    }

    /** @param key an incident's id or number */
    public Mono<Found> find(String key) {
        boolean isNumber = key.chars().allMatch(each -> each >= '0' && each <= '9') && key.length() < 18;
        String by = isNumber ? "number" : "id";
        Object value;
        try {
            value = isNumber ? Long.valueOf(key) : UUID.fromString(key);
        } catch (IllegalArgumentException e) { // neither: there is no such incident
            return Mono.empty();
        }
        return database.sql("select snapshot::text as snapshot, escalation::text as escalation from incident where "
                        + by + " = :key")
                .bind("key", value)
                .map(row -> new Found(
                        read(row.get("snapshot", String.class), Incident.class),
                        read(row.get("escalation", String.class), Escalation.class)))
                .one();
    }

    static <T> T read(@Nullable String json, Class<T> type) {
        return Wire.JSON.readValue(Objects.requireNonNull(json), type);
    }
}
