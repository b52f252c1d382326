package dev.firebreak.incident.statistics;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Counts in PostgreSQL. */
@Component
public class StatisticsQueries {
    /**
     * @param meanTimeToAcknowledge from the opening to a person's word; null when none was acknowledged
     * @param meanTimeToResolve null when none was resolved
     */
    public record Times(
            long incidents,
            long acknowledged,
            long resolved,
            @Nullable Duration meanTimeToAcknowledge,
            @Nullable Duration medianTimeToAcknowledge,
            @Nullable Duration meanTimeToResolve,
            @Nullable Duration medianTimeToResolve) {}

    public record OfService(String system, String service, Times times) {}

    /** @param day when it begins, by UTC */
    public record Day(Instant day, Times times) {}

    private static final String TIMES = """
            count(*) as incidents, count(acknowledged) as acknowledged, count(resolved) as resolved,
            avg(acknowledged)::float8 as mean_acknowledge, avg(resolved)::float8 as mean_resolve,
            percentile_cont(0.5) within group (order by acknowledged) as median_acknowledge,
            percentile_cont(0.5) within group (order by resolved) as median_resolve
            from (select system, service, opened_at,
                    extract(epoch from (snapshot ->> 'acknowledgedAt')::timestamptz - opened_at)::float8 as acknowledged,
                    extract(epoch from resolved_at - opened_at)::float8 as resolved
                from incident where opened_at >= :since and opened_at < :until and merged_into is null
                    and correlation_key not like 'drill:%'
                    and (:system = '' or system = :system) and (:service = '' or service = :service)) as incidents
            """;

    private final DatabaseClient database;

    StatisticsQueries(DatabaseClient database) {
        this.database = database;
    }

    Mono<List<OfService>> services(@Nullable String system, @Nullable String service, Instant since, Instant until) {
        return bound(
                        "select system, service, " + TIMES + " group by system, service order by system, service",
                        system,
                        service,
                        since,
                        until)
                .map(row -> new OfService(text(row, "system"), text(row, "service"), times(row)))
                .all()
                .collectList();
    }

    Mono<List<Day>> days(@Nullable String system, @Nullable String service, Instant since, Instant until) {
        return bound(
                        "select date_trunc('day', opened_at, 'UTC') as day, " + TIMES + " group by 1 order by 1",
                        system,
                        service,
                        since,
                        until)
                .map(row -> new Day(Objects.requireNonNull(row.get("day", Instant.class)), times(row)))
                .all()
                .collectList();
    }

    private GenericExecuteSpec bound(
            String sql, @Nullable String system, @Nullable String service, Instant since, Instant until) {
        return database.sql(sql)
                .bind("system", Objects.requireNonNullElse(system, ""))
                .bind("service", Objects.requireNonNullElse(service, ""))
                .bind("since", since)
                .bind("until", until);
    }

    private static Times times(Readable row) {
        return new Times(
                count(row, "incidents"),
                count(row, "acknowledged"),
                count(row, "resolved"),
                duration(row, "mean_acknowledge"),
                duration(row, "median_acknowledge"),
                duration(row, "mean_resolve"),
                duration(row, "median_resolve"));
    }

    private static long count(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }

    private static @Nullable Duration duration(Readable row, String column) {
        @Nullable Double seconds = row.get(column, Double.class);
        return seconds == null ? null : Duration.ofMillis(Math.round(seconds * 1_000));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
