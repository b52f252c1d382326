package dev.firebreak.ingest.archive;

import dev.firebreak.ingest.store.Database;
import java.time.Instant;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of bodies. */
final class PayloadStore {
    private static final String INSERT = """
            insert into payload (source, name, received_at, headers, body, size, delivery_keys)
            values ($1, $2, $3, $4, $5, $6, $7)
            """;
    private static final String PRUNE = """
            delete from payload where id in (
                select id from (
                    select id, received_at, row_number() over newest as rows, sum(size) over newest as bytes
                    from payload window newest as (order by id desc)) as counted
                where received_at < $1 or rows > $2 or bytes > $3)
            """;

    private final DatabaseClient client;
    private final Database database;
    private final Redaction redaction;

    PayloadStore(DatabaseClient client, Database database, Redaction redaction) {
        this.client = client;
        this.database = database;
        this.redaction = redaction;
    }

    boolean isReady() {
        return database.isReady();
    }

    Mono<Void> insert(List<Kept> batch) {
        return database.commit(Flux.fromIterable(batch).concatMap(this::insert).then(Mono.just(true)))
                .then();
    }

    Mono<Long> prune(Instant before, long maxRows, long maxBytes) {
        return Database.shielded(client.sql(PRUNE)
                .bind("$1", before)
                .bind("$2", maxRows)
                .bind("$3", maxBytes)
                .fetch()
                .rowsUpdated());
    }

    private Mono<Long> insert(Kept kept) {
        String body = redaction.of(kept.body());
        return client.sql(INSERT)
                .bind("$1", kept.source())
                .bind("$2", kept.name())
                .bind("$3", kept.receivedAt())
                .bind("$4", kept.headers())
                .bind("$5", body)
                .bind("$6", body.length())
                .bind("$7", kept.deliveryKeys().toArray(String[]::new))
                .fetch()
                .rowsUpdated();
    }
}
