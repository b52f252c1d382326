package dev.firebreak.notifier.delivery;

import dev.firebreak.notifier.subject.Columns;
import java.time.Duration;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The lanes' budgets in PostgreSQL, by its clock. */
public class LaneStore {
    private final DatabaseClient database;

    public LaneStore(DatabaseClient database) {
        this.database = database;
    }

    /** Locks the lane until the transaction ends, so that nobody spends the same budget twice. */
    public Mono<Lane> lock(String name, Rate rate) {
        Mono<Lane> existing = database.sql("""
                        select name, tokens, refilled_at, blocked_until, address, clock_timestamp() as now
                        from lane where name = :name for update""")
                .bind("name", name)
                .map(row -> new Lane(
                        name,
                        rate,
                        new Budget(
                                Columns.required(row, "tokens", Double.class),
                                Columns.required(row, "refilled_at", Instant.class),
                                row.get("blocked_until", Instant.class)),
                        row.get("address", String.class),
                        Columns.required(row, "now", Instant.class)))
                .one();
        Mono<Lane> created = database.sql("""
                        insert into lane (name, tokens, refilled_at) values (:name, :tokens, clock_timestamp())
                        on conflict (name) do nothing""")
                .bind("name", name)
                .bind("tokens", (double) rate.burst())
                .then()
                .then(existing);
        return existing.switchIfEmpty(created);
    }

    public Mono<Void> spend(Lane lane, int messages) {
        if (messages == 0) {
            return Mono.empty();
        }
        Budget spent = lane.budget().spent(lane.rate(), lane.now(), messages);
        return database.sql(
                        "update lane set tokens = :tokens, refilled_at = :now, blocked_until = null where name = :name")
                .bind("tokens", spent.tokens())
                .bind("now", spent.refilledAt())
                .bind("name", lane.name())
                .then();
    }

    /**
     * A message was answered.
     *
     * @param unanswered messages to the destination, this one counted
     */
    public Mono<Void> answered(String name, Rate rate, int unanswered) {
        return lock(name, rate).flatMap(lane -> {
            Budget left = lane.budget().answered(rate, lane.now(), unanswered);
            return database.sql("update lane set tokens = :tokens, refilled_at = :at where name = :name")
                    .bind("tokens", left.tokens())
                    .bind("at", left.refilledAt())
                    .bind("name", name)
                    .then();
        });
    }

    /** Nothing goes for so long. What went at the same time may have been asked to wait for longer: that counts then. */
    public Mono<Void> block(String name, Duration time) {
        return database.sql("""
                        update lane set tokens = 0,
                            blocked_until = greatest(blocked_until, clock_timestamp() + :millis * interval '1 millisecond'),
                            refilled_at = greatest(blocked_until, clock_timestamp() + :millis * interval '1 millisecond')
                        where name = :name""")
                .bind("millis", time.toMillis())
                .bind("name", name)
                .then();
    }

    /** Remembers what the vendor calls the destination. */
    public Mono<Void> address(String name, String address) {
        return database.sql(
                        "update lane set address = :address where name = :name and address is distinct from :address")
                .bind("address", address)
                .bind("name", name)
                .then();
    }
}
