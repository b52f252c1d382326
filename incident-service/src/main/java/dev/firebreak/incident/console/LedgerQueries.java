package dev.firebreak.incident.console;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The calls that automation made, as told. */
@Component
class LedgerQueries {
    /** @param outcome {@code under-way} while nobody knows, {@code applied}, {@code failed} or {@code unknown} */
    record Call(
            long incident,
            String runbook,
            String step,
            int number,
            boolean isUndo,
            String action,
            String target,
            @Nullable String from,
            String to,
            Instant at,
            String outcome,
            String summary) {}

    /** A call that counts against the limits of steps: none that undid something. */
    record Dispatch(String system, String runbook, String step, String action, String target, Instant at) {}

    private final DatabaseClient database;

    LedgerQueries(DatabaseClient database) {
        this.database = database;
    }

    /** Newest first. */
    Mono<List<Call>> calls(int limit) {
        return database.sql("""
                        select i.number as incident, r.snapshot -> 'runbook' ->> 'name' as runbook, a.step, a.number,
                            a.is_undo, a.plan ->> 'action' as action, a.plan ->> 'target' as target,
                            a.plan ->> 'from' as from_state, a.plan ->> 'to' as to_state, a.dispatched_at, a.outcome,
                            a.summary
                        from (select * from remediation_attempt order by dispatched_at desc limit :limit) a
                            join remediation r on r.id = a.remediation_id join incident i on i.id = r.incident_id
                        order by a.dispatched_at desc""")
                .bind("limit", limit)
                .map(LedgerQueries::call)
                .all()
                .collectList();
    }

    /** Newest first. */
    Mono<List<Dispatch>> dispatched(Instant since, int limit) {
        return database.sql("""
                        select r.system, r.snapshot -> 'runbook' ->> 'name' as runbook, a.step,
                            a.plan ->> 'action' as action, a.plan ->> 'target' as target, a.dispatched_at
                        from (select * from remediation_attempt where dispatched_at > :since and not is_undo
                                order by dispatched_at desc limit :limit) a
                            join remediation r on r.id = a.remediation_id
                        order by a.dispatched_at desc""")
                .bind("since", since)
                .bind("limit", limit)
                .map(row -> new Dispatch(
                        text(row, "system"),
                        text(row, "runbook"),
                        text(row, "step"),
                        text(row, "action"),
                        text(row, "target"),
                        at(row)))
                .all()
                .collectList();
    }

    private static Call call(Readable row) {
        return new Call(
                Objects.requireNonNull(row.get("incident", Long.class)),
                text(row, "runbook"),
                text(row, "step"),
                Objects.requireNonNull(row.get("number", Integer.class)),
                Boolean.TRUE.equals(row.get("is_undo", Boolean.class)),
                text(row, "action"),
                text(row, "target"),
                row.get("from_state", String.class),
                text(row, "to_state"),
                at(row),
                text(row, "outcome"),
                text(row, "summary"));
    }

    private static Instant at(Readable row) {
        return Objects.requireNonNull(row.get("dispatched_at", Instant.class));
    }

    private static String text(Readable row, String column) {
        @Nullable String text = row.get(column, String.class);
        return Objects.requireNonNullElse(text, "");
    }
}
