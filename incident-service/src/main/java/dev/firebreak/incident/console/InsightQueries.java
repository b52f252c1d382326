package dev.firebreak.incident.console;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What people can learn from the last weeks. */
@Component
class InsightQueries {
    record Week(Instant begins, String system, String service, long incidents) {}

    /** @param incidents that the alert came to belong to */
    record Noisy(String name, String service, String source, long alerts, long incidents) {}

    /**
     * @param paged incidents that may have woken somebody (severity critical or error)
     * @param selfHealed of them, those that were over with nobody's word and no action
     * @param byAutomation incidents that a verified action helped
     * @param minutesSaved for these, how much sooner it was over than the median of those that people ended
     */
    record Worth(long paged, long selfHealed, long byAutomation, double minutesSaved) {}

    private final DatabaseClient database;

    InsightQueries(DatabaseClient database) {
        this.database = database;
    }

    Mono<List<Week>> weeks(Instant since) {
        return database.sql("""
                        select date_trunc('week', opened_at, 'UTC') as week, system, service, count(*) as incidents
                        from incident where opened_at >= :since and merged_into is null
                            and correlation_key not like 'drill:%'
                        group by 1, 2, 3 order by 1, 2, 3""")
                .bind("since", since)
                .map(row -> new Week(
                        Objects.requireNonNull(row.get("week", Instant.class)),
                        text(row, "system"),
                        text(row, "service"),
                        count(row, "incidents")))
                .all()
                .collectList();
    }

    /** Most alerts first. */
    Mono<List<Noisy>> noisiest(Instant since, int limit) {
        return database.sql("""
                        select name, service, source, count(*) as alerts, count(distinct incident_id) as incidents
                        from alert_trace where received_at >= :since and status = 'firing'
                            and fingerprint not like 'drill:%'
                        group by 1, 2, 3 order by alerts desc, name limit :limit""")
                .bind("since", since)
                .bind("limit", limit)
                .map(row -> new Noisy(
                        text(row, "name"),
                        text(row, "service"),
                        text(row, "source"),
                        count(row, "alerts"),
                        count(row, "incidents")))
                .all()
                .collectList();
    }

    Mono<Worth> worth(Instant since) {
        return database.sql("""
                        with over as (
                            select i.severity, extract(epoch from i.resolved_at - i.opened_at) / 60 as minutes,
                                i.snapshot ->> 'acknowledgedAt' is not null as is_acknowledged,
                                exists (select 1 from remediation r where r.incident_id = i.id and r.verified) as is_helped,
                                exists (select 1 from remediation r join remediation_attempt a on a.remediation_id = r.id
                                    where r.incident_id = i.id) as is_acted
                            from incident i
                            where i.opened_at >= :since and i.resolved_at is not null and i.merged_into is null
                                and i.correlation_key not like 'drill:%'),
                        people as (select percentile_cont(0.5) within group (order by minutes) as median
                            from over where not is_helped and is_acknowledged)
                        select count(*) filter (where severity in ('critical', 'error')) as paged,
                            count(*) filter (where severity in ('critical', 'error') and not is_acknowledged
                                and not is_acted) as self_healed,
                            count(*) filter (where is_helped) as by_automation,
                            coalesce(sum(greatest(people.median - minutes, 0)) filter (where is_helped), 0)::float8 as saved
                        from over cross join people""")
                .bind("since", since)
                .map(row -> new Worth(
                        count(row, "paged"),
                        count(row, "self_healed"),
                        count(row, "by_automation"),
                        Objects.requireNonNull(row.get("saved", Double.class))))
                .one();
    }

    private static long count(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
