package dev.firebreak.incident.maintenance;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.eventlog.Entry;
import dev.firebreak.eventlog.EventLog;
import dev.firebreak.eventlog.Transactions;
import dev.firebreak.incident.hold.KnownNow;
import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.command.Command;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Knows when work is expected, and tells remediation-service in time where nothing may act by itself. */
@Component
public class MaintenanceDesk {
    private static final Logger LOG = LoggerFactory.getLogger(MaintenanceDesk.class);

    /** remediation-service should know before the window opens, also after a while without Kafka. */
    private static final Duration TOLD_AHEAD = Duration.ofMinutes(5);

    private static final String SENDER = "incident-service";

    private final AnnouncementStore announcements;
    private final CatalogHolder catalog;
    private final Transactions transactions;
    private final EventLog events;
    private final InstantSource clock;
    private final KnownNow<List<Window>> announced;
    private volatile @Nullable Looked looked;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    MaintenanceDesk(
            AnnouncementStore announcements,
            CatalogHolder catalog,
            Transactions transactions,
            EventLog events,
            InstantSource clock) {
        this.announcements = announcements;
        this.catalog = catalog;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
        this.announced = new KnownNow<>(
                Mono.defer(() -> announcements
                        .lasting(clock.instant())
                        .map(Announcement::window)
                        .collectList()),
                clock);
    }

    /** What is open at that moment; schedules are looked at once a second, not for each batch. */
    public Mono<Maintenance> current(Instant now) {
        return announced.get().map(windows -> {
            Catalog current = catalog.get();
            Instant second = now.truncatedTo(ChronoUnit.SECONDS);
            @Nullable Looked last = looked;
            if (last == null || !last.isOf(current, windows, second)) {
                last = new Looked(
                        current, windows, second, Maintenance.of(current, windows, second, Duration.ofSeconds(1)));
                looked = last;
            }
            return last.found();
        });
    }

    private record Looked(Catalog catalog, List<Window> announced, Instant second, Maintenance found) {
        boolean isOf(Catalog current, List<Window> windows, Instant at) {
            return catalog == current && announced.equals(windows) && second.equals(at);
        }
    }

    /** What is open now or soon, for people. */
    Mono<Maintenance> coming(Instant now, Duration ahead) {
        return announced.get().map(windows -> Maintenance.of(catalog.get(), windows, now, ahead));
    }

    Mono<Announcement> add(Announcement announcement) {
        return transactions
                .commit(Mono.defer(() -> announcements.add(announcement).then(tell(announcement.window()))))
                .then(announced.refresh())
                .thenReturn(announcement);
    }

    /** Ends it now; empty when there is none. One that has ended stays as it is. */
    Mono<Announcement> end(UUID id, Actor by) {
        return announcements
                .find(id)
                .flatMap(found -> transactions
                        .commit(Mono.defer(() -> announcements
                                .end(id, by, clock.instant())
                                .flatMap(ended ->
                                        ended && found.window().freezes() ? thaw(found.window(), by) : Mono.empty())))
                        .then(announced.refresh())
                        .then(announcements.find(id)));
    }

    /** Looks at what was announced elsewhere and tells which freezes are near. */
    Mono<Void> lookAgain() {
        return announced.refresh().then(Mono.defer(() -> {
            Instant now = clock.instant();
            return coming(now, TOLD_AHEAD)
                    .flatMapIterable(Maintenance::windows)
                    .filter(window -> window.freezes() && now.isBefore(window.closesAt()))
                    .filter(window -> !told.contains(key(window)))
                    .concatMap(window ->
                            transactions.commit(Mono.defer(() -> tell(window))).doOnSuccess(_ -> told.add(key(window))))
                    .then();
        }));
    }

    private static String key(Window window) {
        return window.id() + " " + window.opensAt();
    }

    private Mono<Void> tell(Window window) {
        return window.freezes()
                ? announcements.isFirstToTell(window).flatMap(isFirst -> isFirst ? freeze(window) : Mono.empty())
                : Mono.empty();
    }

    private Mono<Void> freeze(Window window) {
        LOG.atInfo()
                .addKeyValue("window", window.id())
                .addKeyValue("opensAt", window.opensAt())
                .addKeyValue("closesAt", window.closesAt())
                .log("automation is frozen for {}", window.scopes());
        return Flux.fromIterable(window.scopes())
                .map(scope -> Entry.of(
                        new Command.FreezeAutomation(
                                EventId.next(),
                                Actor.FIREBREAK,
                                clock.instant(),
                                scope,
                                window.id(),
                                window.title(),
                                window.opensAt(),
                                window.closesAt()),
                        SENDER))
                .collectList()
                .flatMap(events::append);
    }

    private Mono<Void> thaw(Window window, Actor by) {
        return Flux.fromIterable(window.scopes())
                .map(scope -> Entry.of(
                        new Command.ThawAutomation(
                                EventId.next(), by, clock.instant(), scope, window.id(), window.opensAt()),
                        SENDER))
                .collectList()
                .flatMap(events::append);
    }
}
