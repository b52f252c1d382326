package dev.firebreak.incident.deadline;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Looks, by the database's clock and apart from what moves deadlines on, whether one was missed: then somebody who
 * should have been called was not. Tells it by metric and log, and by silence where a heartbeat is awaited.
 */
@Component
class Auditor implements Recurring {
    private static final Logger LOG = LoggerFactory.getLogger(Auditor.class);

    private record Finding(long overdue, double oldestSeconds) {}

    private final DatabaseClient database;
    private final Heartbeat heartbeat;
    private final AuditSettings settings;
    private volatile Finding newest = new Finding(0, 0);

    Auditor(DatabaseClient database, Heartbeat heartbeat, AuditSettings settings, MeterRegistry metrics) {
        this.database = database;
        this.heartbeat = heartbeat;
        this.settings = settings;
        Gauge.builder("firebreak.deadlines.overdue", () -> newest.overdue())
                .description(
                        "Incidents whose next step should have been taken; not zero means that somebody was not told")
                .register(metrics);
        Gauge.builder("firebreak.deadlines.lag", () -> newest.oldestSeconds())
                .baseUnit("seconds")
                .description("By how much the oldest deadline that was missed is late")
                .register(metrics);
    }

    @Override
    public String what() {
        return "missed deadlines";
    }

    @Override
    public Duration every() {
        return settings.every();
    }

    @Override
    public Mono<?> turn() {
        return audit();
    }

    /** Answers how many deadlines are overdue. */
    Mono<Long> audit() {
        return database.sql("""
                        select count(*) as overdue,
                            coalesce(extract(epoch from clock_timestamp() - min(next_due_at)), 0)::float8 as oldest
                        from incident
                        where next_due_at < clock_timestamp() - make_interval(secs => :seconds)""")
                .bind("seconds", settings.overdueAfter().toMillis() / 1000.0)
                .map(Auditor::finding)
                .one()
                .flatMap(finding -> {
                    tell(finding);
                    newest = finding;
                    return finding.overdue() == 0 ? heartbeat.beat().thenReturn(0L) : Mono.just(finding.overdue());
                });
    }

    private void tell(Finding finding) {
        if (finding.overdue() > 0 && newest.overdue() == 0) {
            LOG.atError()
                    .addKeyValue("overdue", finding.overdue())
                    .addKeyValue("oldestSeconds", finding.oldestSeconds())
                    .log("deadlines are not met: somebody who should have been told was not");
        } else if (finding.overdue() == 0 && newest.overdue() > 0) {
            LOG.info("deadlines are met again");
        }
    }

    private static Finding finding(Readable row) {
        return new Finding(
                Objects.requireNonNull(row.get("overdue", Long.class)),
                Objects.requireNonNull(row.get("oldest", Double.class)));
    }
}
