package dev.firebreak.incident.access;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Who is logged in at the console. In the database, so that neither a restart nor another instance throws anybody out;
 * what somebody may do is asked of the settings each time.
 */
@Component
class Sessions {
    static final Duration LIFE = Duration.ofHours(12);

    private final DatabaseClient database;
    private final Users users;
    private final InstantSource clock;
    private final Keys keys = new Keys();

    Sessions(DatabaseClient database, Users users, InstantSource clock) {
        this.database = database;
        this.users = users;
        this.clock = clock;
    }

    /** Answers the key that the browser keeps; seen here only. */
    Mono<String> begin(String user) {
        String key = keys.next();
        return database.sql("""
                        with old as (delete from console_session where expires_at < :now)
                        insert into console_session (hash, user_name, expires_at) values (:hash, :user, :expiresAt)""")
                .bind("now", clock.instant())
                .bind("hash", Keys.hash(key))
                .bind("user", user)
                .bind("expiresAt", clock.instant().plus(LIFE))
                .then()
                .thenReturn(key);
    }

    /** Empty when it is unknown or over, or the user is gone. */
    Mono<Caller> find(String key) {
        return database.sql("select user_name from console_session where hash = :hash and expires_at > :now")
                .bind("hash", Keys.hash(key))
                .bind("now", clock.instant())
                .map(Sessions::user)
                .one()
                .flatMap(name -> Mono.justOrEmpty(users.role(name)).map(role -> Caller.atConsole(name, role)));
    }

    Mono<Void> end(String key) {
        return database.sql("delete from console_session where hash = :hash")
                .bind("hash", Keys.hash(key))
                .then();
    }

    private static String user(Readable row) {
        return Objects.requireNonNull(row.get("user_name", String.class));
    }
}
