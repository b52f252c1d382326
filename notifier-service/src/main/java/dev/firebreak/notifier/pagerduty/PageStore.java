package dev.firebreak.notifier.pagerduty;

import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.notifier.obligation.Settled;
import dev.firebreak.notifier.obligation.Transition;
import dev.firebreak.notifier.subject.Columns;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The obligations that are PagerDuty's, as a queue for each incident and receiver. */
class PageStore {
    /** Longer than a call with its second try can take. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final String OWED = "state in ('PENDING', 'SENDING')";
    private static final String FREE = "(claimed_until is null or claimed_until < clock_timestamp())";

    private final DatabaseClient database;

    PageStore(DatabaseClient database) {
        this.database = database;
    }

    /**
     * The queue that is to go first, whole and locked; empty when nothing is due. Who has not heard anything yet comes
     * before who has.
     */
    Mono<List<Page>> mostUrgent(String lane) {
        return database.sql("""
                        select incident_id, receiver from obligation head
                        where lane = :lane and %1$s and %2$s and due_at <= clock_timestamp()
                          and not exists (select 1 from obligation before
                            where before.incident_id = head.incident_id and before.receiver = head.receiver
                              and before.position < head.position and before.vendor = head.vendor and before.%1$s)
                        order by transition <> 'opened', position
                        limit 1 for update skip locked""".formatted(OWED, FREE))
                .bind("lane", lane)
                .map(row -> new Head(
                        Columns.required(row, "incident_id", UUID.class),
                        Columns.required(row, "receiver", String.class)))
                .one()
                .flatMap(head -> database.sql("""
                                select id, incident_id, receiver, lane, transition, attempts, fence from obligation
                                where incident_id = :incident and receiver = :receiver and lane = :lane and %s
                                order by position for update""".formatted(OWED))
                        .bind("incident", head.incident())
                        .bind("receiver", head.receiver())
                        .bind("lane", lane)
                        .map(PageStore::page)
                        .all()
                        .collectList());
    }

    private record Head(UUID incident, String receiver) {}

    Mono<Page> claim(Page page) {
        return database.sql("""
                        update obligation set state = 'SENDING', attempts = attempts + 1, fence = fence + 1,
                            claimed_until = clock_timestamp() + :lease * interval '1 millisecond'
                        where id = :id
                        returning id, incident_id, receiver, lane, transition, attempts, fence""")
                .bind("lease", LEASE.toMillis())
                .bind("id", page.id())
                .map(PageStore::page)
                .one();
    }

    Mono<Void> overtaken(List<Page> pages) {
        if (pages.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        update obligation set state = 'SUPERSEDED', settled_at = clock_timestamp(), claimed_until = null,
                            reason = 'it was over before this could be told'
                        where id = any(:ids)""")
                .bind("ids", pages.stream().map(Page::id).toArray(UUID[]::new))
                .then();
    }

    Flux<Settled> sent(Page page, String detail) {
        return database.sql("""
                        update obligation set state = 'SENT', settled_at = clock_timestamp(), claimed_until = null, detail = :detail,
                            reason = null
                        where id = :id and fence = :fence and state = 'SENDING'
                        returning occurred_at, settled_at""")
                .bind("detail", detail)
                .bind("id", page.id())
                .bind("fence", page.fence())
                .map(row -> {
                    Instant settledAt = Columns.required(row, "settled_at", Instant.class);
                    return new Settled(
                            page.incidentId(),
                            page.receiver(),
                            page.transition().text(),
                            settledAt,
                            Duration.between(Columns.required(row, "occurred_at", Instant.class), settledAt));
                })
                .all();
    }

    Mono<Void> later(Page page, Duration delay, String reason) {
        return database.sql("""
                        update obligation set state = 'PENDING', claimed_until = null, reason = :reason,
                            due_at = clock_timestamp() + :delay * interval '1 millisecond'
                        where id = :id and fence = :fence and state = 'SENDING'""")
                .bind("reason", reason)
                .bind("delay", delay.toMillis())
                .bind("id", page.id())
                .bind("fence", page.fence())
                .then();
    }

    Mono<Void> refused(Page page, String reason) {
        return database.sql("""
                        update obligation set state = 'FAILED', settled_at = clock_timestamp(), claimed_until = null, reason = :reason
                        where id = :id and fence = :fence and state = 'SENDING'""")
                .bind("reason", reason)
                .bind("id", page.id())
                .bind("fence", page.fence())
                .then();
    }

    /** Calls for help about open incidents that were refused: somebody may have corrected what was wrong. */
    Mono<Long> retryFailed() {
        return database.sql("""
                        update obligation set state = 'PENDING', due_at = clock_timestamp(), settled_at = null
                        where state = 'FAILED' and vendor = :vendor
                          and incident_id in (select incident_id from subject where open)""")
                .bind("vendor", PagerDutyNotifier.VENDOR)
                .fetch()
                .rowsUpdated();
    }

    /** How long until something of the lane is due, zero when it is now; empty when nothing is. */
    Mono<Duration> untilDue(String lane) {
        return database.sql("""
                        select ceil(extract(epoch from min(greatest(due_at, claimed_until)) - clock_timestamp()) * 1000)::bigint as millis
                        from obligation head where lane = :lane and %1$s
                          and not exists (select 1 from obligation before
                            where before.incident_id = head.incident_id and before.receiver = head.receiver
                              and before.position < head.position and before.vendor = head.vendor and before.%1$s)
                        having count(*) > 0""".formatted(OWED))
                .bind("lane", lane)
                .map(row -> Duration.ofMillis(Math.max(0, Columns.required(row, "millis", Long.class))))
                .one();
    }

    Flux<String> lanesWithWork() {
        return database.sql("""
                        select distinct lane from obligation
                        where vendor = :vendor and %s and %s and due_at <= clock_timestamp()""".formatted(OWED, FREE))
                .bind("vendor", PagerDutyNotifier.VENDOR)
                .map(row -> Columns.required(row, "lane", String.class))
                .all();
    }

    private static Page page(Readable row) {
        return new Page(
                Columns.required(row, "id", UUID.class),
                new IncidentId(Columns.required(row, "incident_id", UUID.class)),
                Columns.required(row, "receiver", String.class),
                Columns.required(row, "lane", String.class),
                Transition.parse(Columns.required(row, "transition", String.class)),
                Columns.required(row, "attempts", Integer.class),
                Columns.required(row, "fence", Long.class));
    }
}
