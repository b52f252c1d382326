package dev.firebreak.incident.console;

import dev.firebreak.model.Severity;
import dev.firebreak.model.incident.IncidentState;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What is open, worst first, as far as a list shows it. */
@Component
class NowQueries {
    record Counts(long open, long urgent) {}

    private static final String COLUMNS = """
            select i.number, i.snapshot ->> 'title' as title, i.state, i.severity, i.snapshot ->> 'level' as level,
                i.system, i.service,
                coalesce(i.snapshot -> 'assignedTo' ->> 'name', i.snapshot ->> 'acknowledgedBy') as owner,
                (i.snapshot ->> 'firingCount')::int as firing, i.opened_at, i.next_due_at,
                (i.snapshot ->> 'resolvesAt')::timestamptz as resolves_at, i.snapshot -> 'runbook' ->> 'name' as runbook,
                i.correlation_key = i.system || '/storm' as is_storm, r.state as remediation,
                (select s ->> 'id' from jsonb_array_elements(r.steps) s
                    where s ->> 'status' in ('running', 'verifying') limit 1) as step
            from (
            """;

    private static final String REMEDIATION = """
            ) i left join lateral (
                select state, snapshot -> 'steps' as steps from remediation
                where incident_id = i.id order by started_at desc limit 1) r on true
            """;

    private static final String WORST_FIRST = """
            select * from incident where is_open
            order by array_position(array['critical', 'error', 'warning', 'info'], severity),
                array_position(array['triggered', 'acknowledged', 'mitigated'], state), opened_at
            limit :limit offset :skip""";

    private static final String LAST_OVER = """
            select * from incident where not is_open and resolved_at is not null and merged_into is null
            order by number desc limit :limit offset :skip""";

    /** As in {@link #WORST_FIRST}, which a join behind it may not keep. */
    private static final Comparator<OpenIncident> BY_URGENCY = Comparator.comparing(OpenIncident::severity)
            .thenComparing(OpenIncident::state)
            .thenComparing(OpenIncident::openedAt);

    private final DatabaseClient database;

    NowQueries(DatabaseClient database) {
        this.database = database;
    }

    Mono<Counts> counts() {
        return database.sql(
                        "select count(*) as open,"
                                + " count(*) filter (where severity in ('critical', 'error')) as urgent from incident where is_open")
                .map(row -> new Counts(count(row, "open"), count(row, "urgent")))
                .one();
    }

    Mono<List<OpenIncident>> worstFirst(int limit, int skip) {
        return lines(WORST_FIRST, limit, skip)
                .map(found -> found.stream().sorted(BY_URGENCY).toList());
    }

    /** Newest first. */
    Mono<List<OpenIncident>> lastOver(int limit) {
        return lines(LAST_OVER, limit, 0)
                .map(found -> found.stream()
                        .sorted(Comparator.comparingLong(OpenIncident::number).reversed())
                        .toList());
    }

    private Mono<List<OpenIncident>> lines(String which, int limit, int skip) {
        return database.sql(COLUMNS + which + REMEDIATION)
                .bind("limit", limit)
                .bind("skip", skip)
                .map(NowQueries::line)
                .all()
                .collectList();
    }

    private static OpenIncident line(Readable row) {
        return new OpenIncident(
                count(row, "number"),
                text(row, "title"),
                IncidentState.parse(text(row, "state")),
                Severity.parse(text(row, "severity")),
                text(row, "level"),
                text(row, "system"),
                text(row, "service"),
                row.get("owner", String.class),
                Objects.requireNonNullElse(row.get("firing", Integer.class), 0),
                Objects.requireNonNull(row.get("opened_at", Instant.class)),
                row.get("next_due_at", Instant.class),
                row.get("resolves_at", Instant.class),
                row.get("remediation", String.class),
                row.get("runbook", String.class),
                row.get("step", String.class),
                Boolean.TRUE.equals(row.get("is_storm", Boolean.class)));
    }

    private static long count(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }

    private static String text(Readable row, String column) {
        @Nullable String text = row.get(column, String.class);
        return Objects.requireNonNull(text, column);
    }
}
