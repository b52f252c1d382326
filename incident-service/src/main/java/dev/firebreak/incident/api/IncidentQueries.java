package dev.firebreak.incident.api;

import dev.firebreak.incident.escalation.Escalation;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.wire.Wire;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads incidents for people; locks nothing. */
@Component
public class IncidentQueries {
    public record Found(Incident incident, Escalation escalation) {}

    /** Most of a storm's incident; no list shows them. */
    private static final String WITHOUT_ALERTS = "(snapshot || '{\"alerts\": []}')::text as snapshot";

    private static final UUID LAST = new UUID(-1, -1);

    private final DatabaseClient database;

    IncidentQueries(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Newest first, without their alerts; one more than the limit when there are more. Each question has an index that ends in the order of
     * the list, so that a page is read and no more: a number's, or with words that of the ids, which grow with time.
     */
    Mono<List<Incident>> list(IncidentFilter filter) {
        @Nullable String words = filter.words();
        StringBuilder sql = new StringBuilder("select " + WITHOUT_ALERTS + " from incident ");
        Map<String, Object> values = new TreeMap<>();
        if (words == null) {
            sql.append("where number < :before");
        } else {
            sql.append("join incident_search on incident_id = id"
                    + " where document @@ websearch_to_tsquery('simple', :words) and incident_id < coalesce("
                    + "(select id from incident where number >= :before order by number limit 1), :last)");
            values.put("words", words);
            values.put("last", LAST);
        }
        values.put("before", filter.before());
        if (!filter.states().isEmpty()) {
            sql.append(filter.isOpenOnly() ? " and is_open and state = any(:states)" : " and state = any(:states)");
            values.put("states", filter.states().toArray(String[]::new));
        }
        filter.equal().forEach((column, value) -> {
            sql.append(" and ").append(column).append(" = :").append(column);
            values.put(column, value);
        });
        sql.append(words == null ? " order by number desc" : " order by incident_id desc");
        sql.append(" limit :limit");
        values.put("limit", filter.limit() + 1);
        GenericExecuteSpec spec = database.sql(sql.toString());
        for (Map.Entry<String, Object> value : values.entrySet()) {
            spec = spec.bind(value.getKey(), value.getValue());
        }
        return spec.map(row -> incident(row.get("snapshot", String.class)))
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
                        incident(row.get("snapshot", String.class)),
                        Wire.JSON.readValue(
                                Objects.requireNonNull(row.get("escalation", String.class)), Escalation.class)))
                .one();
    }

    private static Incident incident(@Nullable String json) {
        return Wire.JSON.readValue(Objects.requireNonNull(json), Incident.class);
    }
}
