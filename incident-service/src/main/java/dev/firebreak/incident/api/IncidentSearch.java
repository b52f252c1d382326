package dev.firebreak.incident.api;

import dev.firebreak.model.wire.Wire;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Finds incidents by their words, newest first, in a time that does not grow with what is found. An index of words knows no
 * order, and one of numbers no words: a word that all have is soon found by looking through the newest ones, one that
 * few have by the index of words: at once if the planner thinks that this is cheap, block by block of numbers otherwise. See docs/decisions/0035.
 */
@Component
class IncidentSearch {
    /** So many of the newest are looked through one by one; at 50 a page, a word in every fortieth fills it. */
    private static final int LOOKED_THROUGH = 2_048;

    private static final int LONGEST_NAME = 200;

    private static final String QUESTION = "websearch_to_tsquery('simple', :words)";

    private static final String NEWEST =
            "select number from incident_search where number < :before order by number desc limit 1";

    private final DatabaseClient database;
    private final SearchSettings settings;

    IncidentSearch(DatabaseClient database, SearchSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** One more than the limit when there are more. */
    Mono<List<IncidentItem>> find(IncidentFilter filter, String words) {
        if (filter.isOpenOnly()) {
            return read(amongOpen(filter.conditions()), filter, words, Map.of("before", filter.before()));
        }
        return database.sql(NEWEST)
                .bind("before", filter.before())
                .map(row -> Objects.requireNonNull(row.get("number", Long.class)))
                .one()
                .flatMap(newest -> fromThere(newest, filter, words))
                .defaultIfEmpty(List.of());
    }

    private Mono<List<IncidentItem>> fromThere(long newest, IncidentFilter filter, String words) {
        long oldest = newest - LOOKED_THROUGH;
        return read(amongNewest(filter.conditions()), filter, words, Map.of("newest", newest, "oldest", oldest))
                .flatMap(found -> found.size() > filter.limit() || oldest <= 0
                        ? Mono.just(found)
                        : byIndex(oldest, filter, words).map(older -> page(found, older, filter)));
    }

    private Mono<List<IncidentItem>> byIndex(long newest, IncidentFilter filter, String words) {
        String scope = Stream.of("system", "service")
                .flatMap(column -> Stream.ofNullable(filter.equal().get(column)).map(name -> lexeme(column, name)))
                .collect(Collectors.joining(" & "));
        String question = scope.isEmpty() ? QUESTION : "(" + QUESTION + " && cast(:scope as tsquery))";
        Map<String, Object> scopes = scope.isEmpty() ? Map.of() : Map.of("scope", scope);
        return cost(question, words, scopes).flatMap(cost -> {
            Map<String, Object> range = new TreeMap<>(scopes);
            range.put("newest", newest);
            range.put("parts", cost > settings.costAtOnce() ? 1 : 0);
            return read(blockByBlock(question, filter.conditions()), filter, words, range);
        });
    }

    /** What the planner thinks of the words, which it knows by their statistics. */
    private Mono<Double> cost(String question, String words, Map<String, Object> scopes) {
        return database.sql("explain (format json) select from incident_search where document @@ " + question)
                .bind("words", words)
                .bindValues(scopes)
                .map(row -> Wire.JSON
                        .readTree(Objects.requireNonNull(row.get(0, String.class)))
                        .path(0)
                        .path("Plan")
                        .path("Total Cost")
                        .asDouble())
                .one();
    }

    // "offset 0": the open ones in this order, each looked up, whatever the planner thinks of the words.
    private static String amongOpen(String conditions) {
        return """
            select line::text as line from
                (select id, number, line from incident where is_open and number < :before%s
                order by number desc offset 0) open
                cross join lateral (select from incident_search s where s.incident_id = open.id and document @@ %s offset 0) s
            order by open.number desc limit :limit""".formatted(conditions, QUESTION);
    }

    private static String amongNewest(String conditions) {
        return """
            select line::text as line from
                (select incident_id, number as place, document from incident_search
                where number <= :newest and number > :oldest order by number desc offset 0) s
                join incident on id = s.incident_id
            where s.document @@ %s%s
            order by place desc limit :limit""".formatted(QUESTION, conditions);
    }

    // "+ 0": by the index of words, and not in the order of the numbers. The blocks come one after the other, and none
    // after the page is full. A question without any word finds nothing, not all of a block.
    private static String blockByBlock(String question, String conditions) {
        return """
            select line from generate_series(:newest / 65536 * :parts, 0, -1) as block cross join lateral
                (select place, line::text as line from
                    (select incident_id, number + 0 as place from incident_search
                    where document @@ (case when :parts = 1 then %1$s && cast('B' || block as tsquery) else %1$s end)
                        and number + 0 <= :newest
                    order by place desc offset 0) s
                    join incident on id = s.incident_id
                where true%2$s
                order by place desc limit :limit) found
            where numnode(%1$s) > 0
            limit :limit""".formatted(question, conditions);
    }

    private static List<IncidentItem> page(List<IncidentItem> found, List<IncidentItem> older, IncidentFilter filter) {
        return Stream.concat(found.stream(), older.stream())
                .limit(filter.limit() + 1L)
                .toList();
    }

    /** What the index of words knows of it as well, in the language of its questions. */
    private static String lexeme(String column, String name) {
        int known = name.offsetByCodePoints(0, Math.min(LONGEST_NAME, name.codePointCount(0, name.length())));
        return "'" + column.toUpperCase(Locale.ROOT) + " "
                + name.substring(0, known).replace("\\", "\\\\").replace("'", "''") + "'";
    }

    private Mono<List<IncidentItem>> read(String sql, IncidentFilter filter, String words, Map<String, Object> range) {
        return database.sql(sql)
                .bindValues(filter.values())
                .bindValues(range)
                .bind("words", words)
                .bind("limit", filter.limit() + 1)
                .map(row -> IncidentQueries.read(row.get("line", String.class), IncidentItem.class))
                .all()
                .collectList();
    }
}
