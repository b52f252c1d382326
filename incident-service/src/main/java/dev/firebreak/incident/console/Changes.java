package dev.firebreak.incident.console;

import dev.firebreak.eventlog.EventLog;
import dev.firebreak.incident.stream.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * That something changed, found out once for all pages that are open, at once when this instance did it; while none is
 * open, nothing is read. What changed is not passed on: a page reads again what it shows, so it is never behind, and
 * nothing waits for a slow one.
 */
@Component
class Changes implements SmartLifecycle {
    private static final int AT_ONCE = 500;

    /** @param incidents that moved; empty when it concerns all pages */
    record Change(Set<UUID> incidents) {
        Change {
            incidents = Set.copyOf(incidents);
        }

        boolean concerns(UUID incident) {
            return incidents.isEmpty() || incidents.contains(incident);
        }
    }

    private record Entry(long writtenBy, long position, UUID subject) {}

    private record Place(long writtenBy, long position, Instant automationAt) {}

    private final DatabaseClient database;
    private final Watch watch;
    private final Sinks.Many<Change> told = Sinks.many().multicast().directBestEffort();
    private final Duration quiet;
    private volatile @Nullable Place place;
    private volatile long toldAt = System.nanoTime();

    @Autowired
    Changes(DatabaseClient database, EventLog events, ConsoleSettings settings) {
        this(database, settings);
        events.whenCommitted(this::committed);
    }

    Changes(DatabaseClient database, ConsoleSettings settings) {
        this.database = database;
        this.watch = new Watch("open pages", settings.lookEvery(), this::look);
        this.quiet = settings.tellEvery();
    }

    /** Looks at once, unless pages that were told just now would not be told again yet: then the next look is soon enough. */
    private void committed() {
        if (told.currentSubscriberCount() > 0 && System.nanoTime() - toldAt > quiet.toNanos()) {
            watch.wake();
        }
    }

    /** From now on; whoever takes too long for one is told of the newest next. Ends when the service stops. */
    Flux<Change> all() {
        return told.asFlux().takeUntilOther(watch.stopped());
    }

    private Mono<Void> look() {
        if (told.currentSubscriberCount() == 0) {
            place = null;
            return Mono.empty();
        }
        @Nullable Place known = place;
        if (known == null) { // whoever came meanwhile may have missed something
            return now().doOnNext(now -> {
                        place = now;
                        tell(Set.of());
                    })
                    .then();
        }
        return after(known)
                .zipWith(automationAt())
                .doOnNext(found -> {
                    List<Entry> entries = found.getT1();
                    boolean isSwitched = found.getT2().isAfter(known.automationAt());
                    if (!entries.isEmpty() || isSwitched) {
                        @Nullable Entry last = entries.isEmpty() ? null : entries.getLast();
                        place = new Place(
                                last == null ? known.writtenBy() : last.writtenBy(),
                                last == null ? known.position() : last.position(),
                                found.getT2());
                        tell(isSwitched ? Set.of() : subjects(entries));
                    }
                })
                .then();
    }

    private static Set<UUID> subjects(Collection<Entry> entries) {
        Set<UUID> subjects = new HashSet<>();
        entries.forEach(entry -> subjects.add(entry.subject()));
        return subjects;
    }

    void tell(Set<UUID> incidents) {
        toldAt = System.nanoTime();
        var _ = told.tryEmitNext(new Change(incidents)); // the last page may have gone just now
    }

    private Mono<Place> now() {
        return database.sql("select pg_snapshot_xmin(pg_current_snapshot())::text as oldest")
                .map(row -> Long.parseLong(Objects.requireNonNull(row.get("oldest", String.class))))
                .one()
                .zipWith(automationAt())
                .map(found -> new Place(found.getT1(), 0, found.getT2()));
    }

    /** In the order of the live stream, for the same reason: nothing can come in before (decision 0021). */
    private Mono<List<Entry>> after(Place known) {
        return database.sql("""
                        select written_by::text as written_by, position, subject_id from event_log
                        where topic = 'firebreak.incidents'
                            and (written_by, position) > (cast(:writtenBy as xid8), :position)
                            and written_by < pg_snapshot_xmin(pg_current_snapshot())
                        order by event_log.written_by, event_log.position limit :limit""")
                .bind("writtenBy", Long.toString(known.writtenBy()))
                .bind("position", known.position())
                .bind("limit", AT_ONCE)
                .map(row -> new Entry(
                        Long.parseLong(Objects.requireNonNull(row.get("written_by", String.class))),
                        Objects.requireNonNull(row.get("position", Long.class)),
                        Objects.requireNonNull(row.get("subject_id", UUID.class))))
                .all()
                .collectList();
    }

    private Mono<Instant> automationAt() {
        return database.sql("select coalesce(max(changed_at), 'epoch') as at from automation")
                .map(row -> Objects.requireNonNull(row.get("at", Instant.class)))
                .one();
    }

    @Override
    public void start() {
        watch.start();
    }

    @Override
    public void stop() {
        watch.stop();
    }

    @Override
    public boolean isRunning() {
        return watch.isRunning();
    }
}
