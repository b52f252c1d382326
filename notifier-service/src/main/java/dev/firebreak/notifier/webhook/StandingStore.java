package dev.firebreak.notifier.webhook;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The receivers' standing, the same for all instances. */
class StandingStore {
    private final DatabaseClient database;

    StandingStore(DatabaseClient database) {
        this.database = database;
    }

    /** A good one when nothing bad is known of this address. */
    Mono<Standing> load(String destination, String address) {
        return database.sql("""
                        select failing_since, disabled_at, reason from webhook_endpoint
                        where lane = :lane and address_hash = :address""")
                .bind("lane", destination)
                .bind("address", address)
                .map(row -> new Standing(
                        address,
                        row.get("failing_since", Instant.class),
                        row.get("disabled_at", Instant.class),
                        row.get("reason", String.class)))
                .one()
                .defaultIfEmpty(Standing.good(address));
    }

    Mono<Void> keep(String destination, Standing standing) {
        return database.sql("""
                        insert into webhook_endpoint (lane, address_hash, failing_since, disabled_at, reason)
                        values (:lane, :address, :since, :disabled, :reason)
                        on conflict (lane) do update set address_hash = excluded.address_hash,
                            failing_since = excluded.failing_since, disabled_at = excluded.disabled_at, reason = excluded.reason""")
                .bind("lane", destination)
                .bind("address", standing.address())
                .bind("since", time(standing.failingSince()))
                .bind("disabled", time(standing.disabledAt()))
                .bind("reason", Parameters.in(R2dbcType.VARCHAR, standing.reason()))
                .then();
    }

    private static Parameter time(@Nullable Instant at) {
        return Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, at == null ? null : at.atOffset(ZoneOffset.UTC));
    }
}
