package dev.firebreak.notifier.watchdog;

import dev.firebreak.eventlog.Entry;
import dev.firebreak.eventlog.EventLog;
import dev.firebreak.eventlog.Transactions;
import dev.firebreak.model.Actor;
import dev.firebreak.model.Ids;
import dev.firebreak.model.command.Command;
import dev.firebreak.notifier.command.CommandIds;
import dev.firebreak.notifier.delivery.Lanes;
import dev.firebreak.notifier.obligation.Obligation;
import dev.firebreak.notifier.obligation.ObligationStore;
import dev.firebreak.notifier.obligation.Transition;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Raises calls for help that are not proven to have arrived: the next step of the incident's policy is asked for now,
 * and whoever the operator named as last resort is told. It knows nothing of how messages leave, so what is wrong there
 * is not wrong here; what is wrong here too is told by a heartbeat that does not come.
 */
class Watchdog implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final String SENDER = "notifier-service";

    private final Transactions transactions;
    private final LateStore late;
    private final Raising raising;
    private final Heartbeat heartbeat;
    private final WatchdogSettings settings;
    private volatile @Nullable Disposable looking;

    Watchdog(
            Transactions transactions,
            LateStore late,
            Raising raising,
            Heartbeat heartbeat,
            WatchdogSettings settings) {
        this.transactions = transactions;
        this.late = late;
        this.raising = raising;
        this.heartbeat = heartbeat;
        this.settings = settings;
    }

    /** Where it is raised. */
    record Raising(
            EventLog eventLog,
            ObligationStore obligations,
            List<LastResort.Way> lastResort,
            Lanes lanes,
            Duration callWithin) {}

    @Override
    public void start() {
        looking = Flux.interval(settings.every())
                .onBackpressureDrop()
                .concatMap(_ -> look().onErrorResume(failure -> {
                    LOG.warn("cannot look for calls that are late: {}", failure.toString());
                    return Mono.empty();
                }))
                .subscribe();
    }

    @Override
    public void stop() {
        @Nullable Disposable last = looking;
        if (last != null) {
            last.dispose();
        }
        looking = null;
    }

    @Override
    public boolean isRunning() {
        return looking != null;
    }

    private Mono<Void> look() {
        // Read to their end before anything else is asked of the same connection: it would wait for them for ever.
        return transactions
                .commit(late.raise().collectList().flatMap(this::raise))
                .doOnNext(raised -> raising.lanes().wake(raised.isEmpty() ? Set.of() : lanes()))
                .then(late.unheard(settings.grace()))
                .flatMap(heartbeat::beat);
    }

    private Set<String> lanes() {
        return raising.lastResort().stream()
                .map(way -> way.notifier().lane(way.receiver()))
                .collect(Collectors.toSet());
    }

    private Mono<List<Late>> raise(List<Late> some) {
        some.forEach(one -> LOG.atError()
                .addKeyValue("incidentId", one.incident())
                .addKeyValue("receiver", one.receiver())
                .log("raised: {}", one.words()));
        return raising.eventLog()
                .append(some.stream()
                        .map(one -> Entry.of(escalate(one), SENDER))
                        .toList())
                .then(raising.obligations()
                        .add(some.stream()
                                .flatMap(one -> raising.lastResort().stream().map(way -> instead(way, one)))
                                .toList()))
                .thenReturn(some);
    }

    private static Command escalate(Late one) {
        return new Command.EscalateIncident(
                CommandIds.of("unproven", one.obligation().toString()),
                Actor.FIREBREAK,
                one.now(),
                one.incident(),
                one.words());
    }

    private Obligation instead(LastResort.Way way, Late one) {
        Transition transition = Transition.of(Transition.Kind.UNDELIVERED, one.receiver(), 0);
        return new Obligation(
                Ids.next(),
                one.incident(),
                transition,
                way.receiver(),
                way.notifier().vendor(),
                way.notifier().lane(way.receiver()),
                Obligation.Proof.EVENT,
                one.version(),
                one.fact(),
                one.occurredAt(),
                one.now().plus(raising.callWithin()),
                one.rank(),
                one.words(),
                null);
    }
}
