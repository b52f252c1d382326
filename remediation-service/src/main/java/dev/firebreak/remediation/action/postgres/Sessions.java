package dev.firebreak.remediation.action.postgres;

import dev.firebreak.catalog.system.Target;
import dev.firebreak.remediation.action.Description;
import dev.firebreak.remediation.action.Dispatch;
import dev.firebreak.remediation.action.Observation;
import dev.firebreak.remediation.action.Outcome;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlStatement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sessions of one database that are too old in one way, found and ended. Never among them: our own, replication and
 * background work, dumps, restores and migrations.
 */
@Component
class Sessions {
    private static final Duration TIMEOUT = Duration.ofSeconds(8);
    private static final String CHOSEN = "sessions";

    private static final String SPARED = """
            a.backend_type = 'client backend' AND a.pid <> pg_backend_pid() AND a.datname = current_database()
            AND a.application_name NOT IN ('alert-ingest', 'incident-service', 'remediation-service', 'notifier-service')
            AND a.application_name !~* '^(firebreak|pg_dump|pg_dumpall|pg_restore)|flyway|liquibase|migrat'
            """;

    private final PostgresConnections connections;

    Sessions(PostgresConnections connections) {
        this.connections = connections;
    }

    /** In which way a session is too old. */
    enum Kind {
        IDLE("idle", "a.state LIKE 'idle%' AND a.state_change < now() - $1::interval", "a.state_change"),
        LONG_RUNNING("running", "a.state = 'active' AND a.query_start < now() - $1::interval", "a.query_start");

        private final String word;
        private final String condition;
        private final String since;

        Kind(String word, String condition, String since) {
            this.word = word;
            this.condition = condition;
            this.since = since;
        }
    }

    Mono<Description> describe(Target.Postgres target, Kind kind, Duration age, int most) {
        return connections
                .with(
                        target,
                        TIMEOUT,
                        connection -> find(connection, kind, age, most)
                                .collectList()
                                .map(found -> describe(target, kind, age, found)))
                .onErrorResume(
                        Exception.class,
                        e -> Mono.just(new Description.Impossible(PostgresConnections.reason(e, target))));
    }

    Mono<Outcome> end(Target.Postgres target, Kind kind, Duration age, Description.Ready described, Dispatch dispatch) {
        if (dispatch.deadline().isPassed()) {
            return Mono.just(new Outcome.Failed("the time for it was over before it could be sent"));
        }
        return connections
                .with(
                        target,
                        dispatch.timeout(),
                        connection -> dispatch.deadline().isPassed()
                                ? Mono.<Outcome>just(new Outcome.Failed("the time for it was over"))
                                : end(connection, kind, age, described.fact(CHOSEN)))
                .onErrorResume(
                        Exception.class, e -> Mono.just(new Outcome.Unknown(PostgresConnections.reason(e, target))));
    }

    Mono<Observation> observe(Target.Postgres target, Kind kind, Duration age, Description.Ready described) {
        return connections
                .with(target, TIMEOUT, connection -> remaining(connection, kind, age, described.fact(CHOSEN)))
                .<Observation>map(left -> left == 0
                        ? new Observation.Applied("none of the sessions is left")
                        : new Observation.NotApplied(left + " of the sessions are left"))
                .onErrorResume(
                        Exception.class,
                        e -> Mono.just(new Observation.Unclear(PostgresConnections.reason(e, target))));
    }

    private static Description describe(Target.Postgres target, Kind kind, Duration age, List<Session> found) {
        String what = kind.word + " for " + age.toSeconds() + " s or longer";
        if (found.isEmpty()) {
            return new Description.NotNeeded("no session is " + what);
        }
        return new Description.Ready(
                "PostgreSQL '" + target.name() + "', sessions " + what,
                "postgres:" + target.urlSecret(),
                null,
                found.size() == 1 ? "1 session ended" : found.size() + " sessions ended",
                null,
                found.stream().map(Session::readable).toList(),
                Map.of(CHOSEN, Session.write(found)));
    }

    /** The oldest first, so that the list stays the same while they stay. */
    private static Flux<Session> find(PostgresqlConnection connection, Kind kind, Duration age, int most) {
        String sql = "SELECT a.pid, to_json(a.backend_start) #>> '{}' AS started_at,"
                + " a.usename || coalesce(', ' || nullif(a.application_name, ''), '') AS who,"
                + " to_char(" + kind.since + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') AS since"
                + " FROM pg_stat_activity a WHERE " + SPARED + " AND " + kind.condition
                + " ORDER BY " + kind.since + ", a.pid LIMIT $2";
        return connection
                .createStatement(sql)
                .bind("$1", age.toMillis() + " milliseconds")
                .bind("$2", most)
                .execute()
                .concatMap(result -> result.map(Session::of));
    }

    /** Looked at again and ended in one statement: a pid that another session has got meanwhile is not among them. */
    private static Mono<Outcome> end(PostgresqlConnection connection, Kind kind, Duration age, String chosen) {
        String sql = "WITH chosen AS MATERIALIZED (" + stillThere(kind) + ")"
                + " SELECT count(*) FILTER (WHERE pg_terminate_backend(pid)) AS ended FROM chosen";
        return counted(statement(connection, sql, age, chosen), "ended")
                .map(ended -> new Outcome.Accepted(
                        "told " + ended + " of " + Session.pids(chosen).length + " sessions to end"));
    }

    private static Mono<Long> remaining(PostgresqlConnection connection, Kind kind, Duration age, String chosen) {
        return counted(
                statement(connection, "SELECT count(*) AS remaining FROM (" + stillThere(kind) + ") s", age, chosen),
                "remaining");
    }

    private static String stillThere(Kind kind) {
        return "SELECT a.pid FROM pg_stat_activity a"
                + " JOIN unnest($2::int[], $3::text[]) AS c (pid, started_at)"
                + " ON c.pid = a.pid AND c.started_at::timestamptz = a.backend_start"
                + " WHERE " + SPARED + " AND " + kind.condition;
    }

    private static PostgresqlStatement statement(
            PostgresqlConnection connection, String sql, Duration age, String chosen) {
        return connection
                .createStatement(sql)
                .bind("$1", age.toMillis() + " milliseconds")
                .bind("$2", Session.pids(chosen))
                .bind("$3", Session.starts(chosen));
    }

    private static Mono<Long> counted(PostgresqlStatement statement, String column) {
        return statement
                .execute()
                .concatMap(result -> result.map(row -> Objects.requireNonNull(row.get(column, Long.class))))
                .next();
    }
}
