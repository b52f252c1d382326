package dev.firebreak.incident.access;

import dev.firebreak.model.Actor;
import dev.firebreak.model.Ids;
import dev.firebreak.model.wire.Wire;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Keys for programs. Each is 256 random bits, so a fast hash is as good as a slow one; a look-up by hash takes the same
 * time however much of a guess is right.
 */
@Component
class Tokens {
    private static final String PREFIX = "fb_"; // scanners for leaked secrets find it by this
    private static final int LENGTH = PREFIX.length() + 43;
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);
    private static final String COLUMNS = "id, name, role, system, created_by::text as created_by, created_at,"
            + " expires_at, revoked_by::text as revoked_by, revoked_at, last_used_at";

    private final DatabaseClient database;
    private final InstantSource clock;
    private final Keys keys = new Keys();

    /** @param secret the key itself; seen here only */
    record Created(ApiToken token, String secret) {}

    Tokens(DatabaseClient database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    static boolean isOurs(String token) {
        return token.startsWith(PREFIX);
    }

    Mono<Created> create(String name, Role role, @Nullable String system, Instant expiresAt, Actor creator) {
        String secret = PREFIX + keys.next();
        ApiToken token =
                new ApiToken(Ids.next(), name, role, system, creator, clock.instant(), expiresAt, null, null, null);
        DatabaseClient.GenericExecuteSpec insert = database.sql("""
                        insert into api_token (id, name, hash, role, system, created_by, created_at, expires_at)
                        values (:id, :name, :hash, :role, :system, cast(:creator as jsonb), :createdAt, :expiresAt)""")
                .bind("id", token.id())
                .bind("name", name)
                .bind("hash", Keys.hash(secret))
                .bind("role", role.word())
                .bind("creator", Wire.JSON.writeValueAsString(creator))
                .bind("createdAt", token.createdAt())
                .bind("expiresAt", expiresAt);
        return (system == null ? insert.bindNull("system", String.class) : insert.bind("system", system))
                .then()
                .thenReturn(new Created(token, secret));
    }

    /** Empty when it is unknown, revoked or expired. */
    Mono<ApiToken> check(String secret) {
        if (secret.length() != LENGTH) {
            return Mono.empty();
        }
        Instant now = clock.instant();
        return database.sql("select " + COLUMNS + " from api_token"
                        + " where hash = :hash and revoked_at is null and expires_at > :now")
                .bind("hash", Keys.hash(secret))
                .bind("now", now)
                .map(Tokens::token)
                .one()
                .flatMap(token -> noted(token, now));
    }

    private Mono<ApiToken> noted(ApiToken token, Instant now) {
        @Nullable Instant last = token.lastUsedAt();
        if (last != null && last.plus(USE_NOTED_EVERY).isAfter(now)) {
            return Mono.just(token);
        }
        return database.sql("update api_token set last_used_at = greatest(last_used_at, :now) where id = :id")
                .bind("now", now)
                .bind("id", token.id())
                .then()
                .thenReturn(token);
    }

    /** Newest first, those that are of no use any more included. */
    Mono<List<ApiToken>> list(@Nullable UUID before, int limit) {
        return database.sql("select " + COLUMNS + " from api_token where id < :before order by id desc limit :limit")
                .bind("before", before == null ? new UUID(-1, -1) : before)
                .bind("limit", limit)
                .map(Tokens::token)
                .all()
                .collectList();
    }

    /** Empty when there is none; a second time changes nothing. */
    Mono<ApiToken> revoke(UUID id, Actor actor) {
        return database.sql("update api_token set revoked_at = coalesce(revoked_at, :now),"
                        + " revoked_by = coalesce(revoked_by, cast(:actor as jsonb)) where id = :id returning "
                        + COLUMNS)
                .bind("now", clock.instant())
                .bind("actor", Wire.JSON.writeValueAsString(actor))
                .bind("id", id)
                .map(Tokens::token)
                .one();
    }

    private static ApiToken token(Readable row) {
        @Nullable String revokedBy = row.get("revoked_by", String.class);
        return new ApiToken(
                required(row, "id", UUID.class),
                required(row, "name", String.class),
                Role.parse(required(row, "role", String.class)),
                row.get("system", String.class),
                Wire.JSON.readValue(required(row, "created_by", String.class), Actor.class),
                required(row, "created_at", Instant.class),
                required(row, "expires_at", Instant.class),
                revokedBy == null ? null : Wire.JSON.readValue(revokedBy, Actor.class),
                row.get("revoked_at", Instant.class),
                row.get("last_used_at", Instant.class));
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type));
    }
}
