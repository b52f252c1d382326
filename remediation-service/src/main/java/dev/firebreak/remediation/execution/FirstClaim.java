package dev.firebreak.remediation.execution;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.remediation.trust.Trust;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;

/**
 * A new remediation is inserted as held by the instance that takes its incident in: its first turn needs no statement and no
 * commit to claim it. Only where there is room for that turn at once; otherwise whoever has room claims it.
 */
public final class FirstClaim {
    /** Values of {@code fence}, {@code lease_until} and {@code claimed_by}, by the database's clock; see {@link #bind}. */
    public static final String VALUES = """
            :fence, CASE WHEN :fence > 0 THEN clock_timestamp() + :leaseMillis * interval '1 millisecond' END,
            CASE WHEN :fence > 0 THEN :claimedBy END
            """;

    /** Not held by anybody. */
    public static final FirstClaim NONE = new FirstClaim("", Duration.ZERO, null);

    private static final long HELD = 1;
    private static final long FREE = 0;

    private final String by;
    private final Duration lease;
    private final @Nullable Consumer<Held> begin;
    private final long startedAtNanos = System.nanoTime();

    /** @param begin gets the remediation once it is committed that it is held; null when it is not held */
    FirstClaim(String by, Duration lease, @Nullable Consumer<Held> begin) {
        this.by = by;
        this.lease = lease;
        this.begin = begin;
    }

    public GenericExecuteSpec bind(GenericExecuteSpec sql) {
        return sql.bind("fence", begin == null ? FREE : HELD)
                .bind("leaseMillis", lease.toMillis())
                .bind("claimedBy", by);
    }

    /**
     * Within the transaction that inserts it, all else of which is as given.
     *
     * @param now the database's clock after this claim was made
     */
    public Mono<Void> begin(
            Remediation remediation, Incident incident, Instant alertedAt, Map<String, Trust> trust, Instant now) {
        Consumer<Held> begins = begin;
        if (begins == null) {
            return Mono.empty();
        }
        Held held = new Held(
                remediation,
                1,
                Progress.NONE,
                HELD,
                0,
                incident,
                incident.state().isOpen(),
                alertedAt,
                null,
                null,
                Map.of(),
                trust,
                null,
                now,
                startedAtNanos);
        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(it -> it.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public Mono<Void> afterCommit() {
                        return Mono.fromRunnable(() -> begins.accept(held));
                    }
                }))
                .then();
    }
}
