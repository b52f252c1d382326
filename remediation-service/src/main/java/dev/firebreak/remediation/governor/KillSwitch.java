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

    /** Waits for dispatches under way: once committed, nothing more in the scope leaves. */
    public Mono<Void> set(String scope, boolean paused, String reason, String by) {
        return database.sql("SELECT scope FROM automation WHERE scope = 'global' FOR UPDATE")
                .map(_ -> true)
                .one()
                .then(database.sql("""
                        INSERT INTO automation (scope, paused, reason, changed_by)
                        VALUES (:scope, :paused, :reason, :by)
                        ON CONFLICT (scope) DO UPDATE SET paused = excluded.paused, reason = excluded.reason,
                            changed_by = excluded.changed_by, changed_at = clock_timestamp()
                        """)
                        .bind("scope", scope)
                        .bind("paused", paused)
                        .bind("reason", reason)
                        .bind("by", by)
                        .then());
    }
}
