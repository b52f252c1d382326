package dev.firebreak.remediation.governor;

import java.util.regex.Pattern;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Stops everything in a scope. Read in each dispatch's own transaction, never from a cache. */
@Component
public class KillSwitch {
    private static final Pattern SCOPE =
            Pattern.compile("global|system:[\\w.-]{1,100}|service:[\\w.-]{1,100}/[\\w.-]{1,100}|action:[\\w.-]{1,100}");

    private final DatabaseClient database;

    KillSwitch(DatabaseClient database) {
        this.database = database;
    }

    public static boolean isScope(String text) {
        return SCOPE.matcher(text).matches();
    }

    /**
     * Waits for dispatches under way: once committed, nothing more in the scope leaves. Resuming also lifts what a guard
     * has stopped.
     */
    public Mono<Void> set(String scope, boolean paused, String reason, String by) {
        return waitForDispatches()
                .then(database.sql("""
                        INSERT INTO automation (scope, paused, reason, changed_by)
                        VALUES (:scope, :paused, :reason, :by)
                        ON CONFLICT (scope) DO UPDATE SET paused = excluded.paused, reason = excluded.reason,
                            changed_by = excluded.changed_by, changed_at = clock_timestamp(), guard = NULL
                        """)
                        .bind("scope", scope)
                        .bind("paused", paused)
                        .bind("reason", reason)
                        .bind("by", by)
                        .then());
    }

    /** A guard stops a system until a person resumes it; false when it is stopped or paused already. */
    Mono<Boolean> stop(String system, Guard guard, String reason) {
        return waitForDispatches()
                .then(database.sql("""
                        INSERT INTO automation AS known (scope, paused, reason, changed_by, guard)
                        VALUES (:scope, true, :reason, 'firebreak', :guard)
                        ON CONFLICT (scope) DO UPDATE SET paused = true, reason = excluded.reason,
                            changed_by = excluded.changed_by, changed_at = clock_timestamp(), guard = excluded.guard
                        WHERE NOT known.paused
                        """)
                        .bind("scope", "system:" + system)
                        .bind("reason", reason)
                        .bind("guard", guard.word())
                        .fetch()
                        .rowsUpdated()
                        .map(rows -> rows == 1));
    }

    private Mono<Void> waitForDispatches() {
        return database.sql("SELECT scope FROM automation WHERE scope = 'global' FOR UPDATE")
                .map(_ -> true)
                .one()
                .then();
    }
}
