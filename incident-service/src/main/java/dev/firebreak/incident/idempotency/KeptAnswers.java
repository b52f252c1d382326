package dev.firebreak.incident.idempotency;

import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What was answered to requests that came with a key, for a day. */
@Component
class KeptAnswers {
    static final Duration KEPT_FOR = Duration.ofHours(24);

    private final DatabaseClient database;
    private final InstantSource clock;

    /** What became of a request with this key. */
    sealed interface Found {
        /** It is the first; the key is taken now. */
        record New() implements Found {}

        record Answered(
                int status,
                @Nullable String contentType,
                @Nullable ByteBuffer body) implements Found {}

        /** The first one is at work, or was ended by a crash. */
        record Unfinished() implements Found {}

        /** The key was used for something else. */
        record Different() implements Found {}
    }

    KeptAnswers(DatabaseClient database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    Mono<Found> take(String actor, String key, byte[] request) {
        Instant now = clock.instant();
        return database.sql("""
                        insert into kept_answer as kept (actor, key, request, asked_at)
                        values (:actor, :key, :request, :now)
                        on conflict (actor, key) do update set request = excluded.request, asked_at = excluded.asked_at,
                            status = null, content_type = null, body = null where kept.asked_at < :forgotten
                        returning true as taken""")
                .bind("actor", actor)
                .bind("key", key)
                .bind("request", request)
                .bind("now", now)
                .bind("forgotten", now.minus(KEPT_FOR))
                .map(_ -> (Found) new Found.New())
                .one()
                .switchIfEmpty(Mono.defer(() -> find(actor, key, request)));
    }

    private Mono<Found> find(String actor, String key, byte[] request) {
        return database.sql("select request, status, content_type, body from kept_answer"
                        + " where actor = :actor and key = :key")
                .bind("actor", actor)
                .bind("key", key)
                .map(row -> found(row, request))
                .one()
                .defaultIfEmpty(new Found.Unfinished()); // given back just now
    }

    private static Found found(Readable row, byte[] request) {
        @Nullable Integer status = row.get("status", Integer.class);
        if (!Arrays.equals(request, bytes(Objects.requireNonNull(row.get("request", ByteBuffer.class))))) {
            return new Found.Different();
        }
        return status == null
                ? new Found.Unfinished()
                : new Found.Answered(status, row.get("content_type", String.class), row.get("body", ByteBuffer.class));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    Mono<Void> keep(String actor, String key, int status, @Nullable String contentType, byte[] body) {
        GenericExecuteSpec update = database.sql("update kept_answer set status = :status, content_type = :type,"
                        + " body = :body where actor = :actor and key = :key")
                .bind("status", status)
                .bind("body", body)
                .bind("actor", actor)
                .bind("key", key);
        return (contentType == null ? update.bindNull("type", String.class) : update.bind("type", contentType)).then();
    }

    /** It was not done, and may be asked for again. */
    Mono<Void> giveBack(String actor, String key) {
        return database.sql("delete from kept_answer where actor = :actor and key = :key and status is null")
                .bind("actor", actor)
                .bind("key", key)
                .then();
    }

    Mono<Long> forget() {
        return database.sql("delete from kept_answer where asked_at < :forgotten")
                .bind("forgotten", clock.instant().minus(KEPT_FOR))
                .fetch()
                .rowsUpdated();
    }
}
