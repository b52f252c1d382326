package dev.firebreak.incident.access;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
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
    private final Optional<RoleMapping> provided;
    private final InstantSource clock;
    private final Keys keys = new Keys();

    Sessions(DatabaseClient database, Users users, OidcSettings oidc, SignOnSettings signOn, InstantSource clock) {
        this.database = database;
        this.users = users;
        this.provided = signOn.isOn() ? Optional.of(RoleMapping.of(oidc)) : Optional.empty();
        this.clock = clock;
    }

    /** Answers the key that the browser keeps; seen here only. */
    Mono<String> begin(String user) {
        return begin(insert -> insert.bindNull("subject", String.class).bindNull("words", String[].class), user);
    }

    /** For somebody whom the provider knows by these claims; empty when they mean no role here. */
    Mono<String> begin(String subject, String name, Map<String, Object> claims) {
        return Mono.justOrEmpty(provided)
                .filter(mapping -> mapping.of(claims).isPresent())
                .flatMap(mapping -> begin(
                        insert -> insert.bind("subject", subject)
                                .bind("words", mapping.words(claims).toArray(String[]::new)),
                        name));
    }

    private Mono<String> begin(UnaryOperator<GenericExecuteSpec> origin, String user) {
        String key = keys.next();
        return origin.apply(database.sql("""
                        with old as (delete from console_session where expires_at < :now)
                        insert into console_session (hash, user_name, subject, words, expires_at)
                        values (:hash, :user, :subject, :words, :expiresAt)"""))
                .bind("now", clock.instant())
                .bind("hash", Keys.hash(key))
                .bind("user", user)
                .bind("expiresAt", clock.instant().plus(LIFE))
                .then()
                .thenReturn(key);
    }

    /** Empty when it is unknown or over, or the user is gone, or the provider's words mean nothing any more. */
    Mono<Caller> find(String key) {
        return database.sql(
                        "select user_name, subject, words from console_session where hash = :hash and expires_at > :now")
                .bind("hash", Keys.hash(key))
                .bind("now", clock.instant())
                .map(this::caller)
                .one()
                .flatMap(Mono::justOrEmpty);
    }

    Mono<Void> end(String key) {
        return database.sql("delete from console_session where hash = :hash")
                .bind("hash", Keys.hash(key))
                .then();
    }

    private Optional<Caller> caller(Readable row) {
        String name = Objects.requireNonNull(row.get("user_name", String.class));
        @Nullable String subject = row.get("subject", String.class);
        if (subject == null) {
            return users.role(name).map(role -> Caller.atConsole(name, role));
        }
        List<String> words = List.of(Objects.requireNonNull(row.get("words", String[].class)));
        return provided.flatMap(mapping -> mapping.of(words))
                .map(role -> Caller.providedAtConsole(subject, name, role));
    }
}
