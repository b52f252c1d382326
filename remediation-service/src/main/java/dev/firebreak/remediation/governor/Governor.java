package dev.firebreak.remediation.governor;

import dev.firebreak.catalog.system.SystemDefinition;
import dev.firebreak.model.remediation.GuardVerdict;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** One governor over all runbooks and instances: its figures are database rows, so they survive restarts. */
@Component
public class Governor {
    /**
     * The part of the statement that opens a dispatch's transaction: until its end nobody can throw the kill switch or
     * count the same budgets. In one order everywhere, so that two dispatches never wait for each other in a circle.
     * {@code held} must be a query of that statement with the remediation's row; {@code :counted} is {@link #counted};
     * what {@code holds} comes to is nothing when the switch is gone.
     */
    public static final String HOLDS = """
            switch AS MATERIALIZED (
                SELECT scope FROM held CROSS JOIN automation WHERE scope = 'global' FOR SHARE OF automation),
            holds AS (
                INSERT INTO budget (key, asked_at)
                SELECT key, clock_timestamp() FROM switch, unnest(:counted) AS key ORDER BY key COLLATE "C"
                ON CONFLICT (key) DO UPDATE SET asked_at = excluded.asked_at
                RETURNING 1)
            """;

    private final DatabaseClient database;
    private final GovernorSettings settings;

    Governor(DatabaseClient database, GovernorSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** What counts in the system: its own bounds, else those for all. */
    public SystemBounds boundsOf(SystemDefinition system) {
        return SystemBounds.of(system, settings);
    }

    /** What would be said now. Binds only inside the transaction of a dispatch, once that {@link #HOLDS holds}. */
    public Mono<Optional<Refusal>> foresee(Ask ask) {
        return figures(ask).map(figures -> Guards.judge(ask, figures, settings));
    }

    /** What each guard would say now. */
    public Mono<List<GuardVerdict>> verdicts(Ask ask) {
        return figures(ask).map(figures -> Guards.verdicts(ask, figures, settings));
    }

    /** What a dispatch of that holds, in the order of {@link #HOLDS}. */
    public String[] counted(Ask ask) {
        return Counted.scopes(ask, settings).toArray(String[]::new);
    }

    /** By the moment at which the statement came: unlike the clock's, an index finds what is younger than it. */
    private Mono<Figures> figures(Ask ask) {
        return database.sql("""
                WITH paused AS (
                    SELECT scope, reason FROM automation
                    WHERE paused AND guard IS NULL AND scope IN ('global', :systemScope, :serviceScope, :actionScope)
                    ORDER BY length(scope) LIMIT 1),
                stopped AS (
                    SELECT reason FROM automation WHERE paused AND guard IS NOT NULL AND scope = :systemScope),
                frozen AS (
                    SELECT title, closes_at FROM maintenance_freeze
                    WHERE scope IN (:systemScope, :serviceScope)
                      AND opens_at <= statement_timestamp() AND closes_at > statement_timestamp()
                    ORDER BY closes_at DESC LIMIT 1),
                target AS (
                    SELECT dispatched_at FROM attempt
                    WHERE target_key = :target AND action = :action AND NOT is_undo AND dispatched_at IS NOT NULL
                      AND NOT (remediation_id = :remediation AND step = :step)
                    ORDER BY dispatched_at DESC LIMIT :mostOnTarget),
                recent AS (
                    SELECT dispatched_at FROM target
                    WHERE dispatched_at > statement_timestamp() - :windowMillis * interval '1 millisecond'),
                acted AS (
                    SELECT acted_at FROM remediation
                    WHERE acted_at > statement_timestamp() - interval '1 hour' AND id <> :remediation
                    ORDER BY acted_at DESC LIMIT :mostInHour),
                rollbacks AS (
                    SELECT dispatched_at FROM attempt
                    WHERE is_rollback AND NOT is_undo AND approval_id IS NULL
                      AND system = :system AND service = :service
                      AND dispatched_at > statement_timestamp() - :rollbackMillis * interval '1 millisecond'
                      AND NOT (remediation_id = :remediation AND step = :step)),
                storm AS (
                    SELECT FROM incident_view WHERE system = :system AND is_open AND is_storm LIMIT 1),
                troubled AS (
                    SELECT service, in_trouble FROM incident_view
                    WHERE (:isBound OR EXISTS (SELECT FROM storm)) AND system = :system AND is_open LIMIT 1000)
                SELECT statement_timestamp() AS now,
                    (SELECT scope FROM paused) AS paused_scope,
                    (SELECT reason FROM paused) AS pause_reason,
                    (SELECT reason FROM stopped) AS stop_reason,
                    (SELECT title FROM frozen) AS frozen_by,
                    (SELECT closes_at FROM frozen) AS frozen_until,
                    (SELECT remediation_id::text FROM attempt
                        WHERE target_key = :target AND holds_target AND remediation_id <> :remediation) AS held_by,
                    (SELECT max(dispatched_at) FROM target) AS last_on_target,
                    (SELECT count(*) FROM recent) AS on_target,
                    (SELECT min(dispatched_at) FROM recent) AS first_on_target,
                    (SELECT count(*) FROM (SELECT FROM remediation
                        WHERE finished_at IS NULL AND acted_at IS NOT NULL AND id <> :remediation
                        LIMIT :mostAtOnce) acting) AS at_once,
                    (SELECT count(*) FROM acted) AS acted,
                    (SELECT min(acted_at) FROM acted) AS first_acted,
                    (SELECT count(*) FROM rollbacks) AS rollbacks,
                    (SELECT min(dispatched_at) FROM rollbacks) AS first_rollback,
                    (SELECT count(*) FROM attempt
                        WHERE incident_id = :incident AND target_key = :target AND action = :action
                          AND NOT is_undo AND dispatched_at IS NOT NULL) AS for_incident,
                    (SELECT count(*) FROM troubled) AS open_incidents,
                    EXISTS (SELECT FROM storm) AS is_storm,
                    (SELECT count(*) FROM (
                        SELECT service FROM troubled WHERE in_trouble
                        UNION SELECT service FROM remediation
                            WHERE :isBound AND system = :system AND finished_at IS NULL AND acted_at IS NOT NULL
                        ) AS services) AS in_trouble
                """)
                .bind("systemScope", "system:" + ask.system())
                .bind("serviceScope", "service:" + ask.system() + "/" + ask.service())
                .bind("actionScope", "action:" + ask.action())
                .bind("target", ask.targetKey())
                .bind("action", ask.action())
                .bind("remediation", ask.remediation().value())
                .bind("step", ask.step())
                .bind("incident", ask.incident().value())
                .bind("system", ask.system())
                .bind("service", ask.service())
                .bind("isBound", !ask.isUndo() && ask.bounds().isBound())
                .bind("mostOnTarget", Math.max(1, ask.limits().maxCount()))
                .bind("mostInHour", Math.max(0, settings.remediationsPerHour()))
                .bind("mostAtOnce", Math.max(0, settings.remediationsAtOnce()))
                .bind("windowMillis", ask.limits().maxWithin().toMillis())
                .bind("rollbackMillis", settings.rollbackWindow().toMillis())
                .map(Governor::read)
                .one();
    }

    private static Figures read(Readable row) {
        Instant now = row.get("now", Instant.class);
        if (now == null) {
            throw new IllegalStateException("the database tells no time");
        }
        return new Figures(
                now,
                row.get("paused_scope", String.class),
                row.get("pause_reason", String.class),
                row.get("stop_reason", String.class),
                row.get("frozen_by", String.class),
                row.get("frozen_until", Instant.class),
                row.get("held_by", String.class),
                row.get("last_on_target", Instant.class),
                count(row, "on_target"),
                row.get("first_on_target", Instant.class),
                count(row, "at_once"),
                count(row, "acted"),
                row.get("first_acted", Instant.class),
                count(row, "rollbacks"),
                row.get("first_rollback", Instant.class),
                count(row, "for_incident"),
                count(row, "open_incidents"),
                count(row, "in_trouble"),
                Boolean.TRUE.equals(row.get("is_storm", Boolean.class)));
    }

    private static long count(Readable row, String column) {
        @Nullable Long count = row.get(column, Long.class);
        return count == null ? 0 : count;
    }
}
