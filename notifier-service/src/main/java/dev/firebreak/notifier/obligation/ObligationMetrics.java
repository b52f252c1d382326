package dev.firebreak.notifier.obligation;

import dev.firebreak.notifier.subject.Columns;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How much is owed, how much of it is late, and what was refused about incidents that are still open. */
class ObligationMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(ObligationMetrics.class);
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final DatabaseClient database;
    private final AtomicLong owed;
    private final AtomicLong overdue;
    private final AtomicLong failed;
    private volatile Disposable look = () -> {};

    ObligationMetrics(DatabaseClient database, MeterRegistry metrics) {
        this.database = database;
        this.owed = gauge(metrics, "firebreak.obligations.owed", "Not told yet");
        this.overdue = gauge(metrics, "firebreak.obligations.overdue", "Not told yet and past its deadline");
        this.failed = gauge(metrics, "firebreak.obligations.failed", "Refused by the receiver, incident still open");
    }

    private static AtomicLong gauge(MeterRegistry metrics, String name, String description) {
        AtomicLong value = new AtomicLong();
        Gauge.builder(name, value, AtomicLong::doubleValue)
                .description(description)
                .register(metrics);
        return value;
    }

    void start() {
        look = Flux.interval(EVERY)
                .onBackpressureDrop()
                .concatMap(_ -> look().onErrorResume(failure -> {
                    LOG.debug("cannot count obligations", failure);
                    return Mono.empty();
                }))
                .subscribe();
    }

    void stop() {
        look.dispose();
    }

    private Mono<Void> look() {
        return database.sql("""
                        select count(*) filter (where state <> 'FAILED') as owed,
                            count(*) filter (where state <> 'FAILED' and deadline < clock_timestamp()) as overdue,
                            count(*) filter (where state = 'FAILED' and subject.open) as failed
                        from obligation left join subject using (incident_id)
                        where state in ('PENDING', 'SENDING', 'FAILED')""")
                .map(row -> {
                    owed.set(Columns.required(row, "owed", Long.class));
                    overdue.set(Columns.required(row, "overdue", Long.class));
                    failed.set(Columns.required(row, "failed", Long.class));
                    return true;
                })
                .one()
                .then();
    }
}
