package dev.firebreak.incident.access;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Who is logged in at the console. In the database, so that neither a restart nor another instance throws anybody out;
 * what somebody may do is asked of the settings each time.
 */
@Component
class Sessions {
    static final Duration LIFE = Duration.ofHours(12);

    /**
     * A session that is over.
     *
     * @param isProvided it began at the OpenID provider
     * @param idToken with which it began there; empty when it cannot be read any more
     */
    record Ended(boolean isProvided, Optional<String> idToken) {}

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
        return begin(
                (insert, _) -> insert.bindNull("subject", String.class)
                        .bindNull("words", String[].class)
                        .bindNull("idToken", byte[].class),
                user);
    }

    /** For somebody whom the provider knows by this ID token; empty when its claims mean no role here. */
    Mono<String> begin(String subject, String name, Jwt token) {
        Map<String, Object> claims = token.getClaims();
        return Mono.justOrEmpty(provided)
                .filter(mapping -> mapping.of(claims).isPresent())
                .flatMap(mapping -> begin(
                        (insert, key) -> insert.bind("subject", subject)
                                .bind("words", mapping.words(claims).toArray(String[]::new))
                                .bind("idToken", Seal.close(token.getTokenValue(), key)),
                        name));
    }

    private Mono<String> begin(BiFunction<GenericExecuteSpec, String, GenericExecuteSpec> origin, String user) {
        String key = keys.next();
        return origin.apply(database.sql("""
                        with old as (delete from console_session where expires_at < :now)
                        insert into console_session (hash, user_name, subject, words, id_token, expires_at)
                        values (:hash, :user, :subject, :words, :idToken, :expiresAt)"""), key)
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

    /** Empty when it was over before. */
    Mono<Ended> end(String key) {
        return database.sql("delete from console_session where hash = :hash returning subject, id_token")
                .bind("hash", Keys.hash(key))
                .map(row -> new Ended(
                        row.get("subject", String.class) != null,
                        Optional.ofNullable(row.get("id_token", byte[].class)).flatMap(it -> Seal.open(it, key))))
                .one();
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
