package dev.firebreak.incident.intake;

import dev.firebreak.eventlog.Entry;
import dev.firebreak.eventlog.EventLog;
import dev.firebreak.eventlog.Failures;
import dev.firebreak.eventlog.Transactions;
import dev.firebreak.incident.hold.HeldAlerts;
import dev.firebreak.incident.hold.HeldAlerts.Released;
import dev.firebreak.model.EventId;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.Signal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Alerts that nothing holds back any more and that still fire are handled as new. Any instance may do so. */
@Component
class Releases {
    private static final int AT_ONCE = 200;

    private final Transactions transactions;
    private final HeldAlerts held;
    private final Intake intake;
    private final Explanations explanations;
    private final EventLog events;
    private final InstantSource clock;

    Releases(
            Transactions transactions,
            HeldAlerts held,
            Intake intake,
            Explanations explanations,
            EventLog events,
            InstantSource clock) {
        this.transactions = transactions;
        this.held = held;
        this.intake = intake;
        this.explanations = explanations;
        this.events = events;
        this.clock = clock;
    }

    /** One batch after the other until none is left; answers how many there were. */
    Mono<Long> all() {
        return Mono.defer(() -> some(AT_ONCE))
                .repeat()
                .takeWhile(released -> released > 0)
                .reduce(0L, Long::sum);
    }

    /** What can never work is narrowed down, so that it keeps nothing else from being handled. */
    private Mono<Integer> some(int most) {
        return released(
                        most,
                        (alerts, now) -> intake.takeReleased(
                                        alerts.stream()
                                                .map(each -> asOf(
                                                        each.alert(),
                                                        each.alert().deliveryKey(),
                                                        now))
                                                .toList(),
                                        now)
                                .flatMap(traces -> explanations.tell(alerts, traces, now)))
                .onErrorResume(Failures::isPoison, _ -> most > 1 ? some(most / 2) : released(1, this::sendBack));
    }

    private Mono<Integer> released(int most, BiFunction<List<Released>, Instant, Mono<Void>> handling) {
        return transactions.commit(Mono.defer(() -> {
            Instant now = clock.instant();
            return held.release(now, most)
                    .flatMap(alerts -> alerts.isEmpty()
                            ? Mono.just(0)
                            : handling.apply(alerts, now).thenReturn(alerts.size()));
        }));
    }

    /** Back to the topic that it came from: there it is sorted like any record, and ends among the dead letters. */
    private Mono<Void> sendBack(List<Released> alerts, Instant now) {
        return Flux.fromIterable(alerts)
                .map(Released::alert)
                .map(alert -> asOf(alert, "released:" + alert.id() + ":" + now, now))
                .concatMap(alert -> events.append(Entry.of(new Signal.AlertReceived(EventId.next(), alert))))
                .then();
    }

    /** A source that does not say when it ended meant the time at which it said so. */
    private static @Nullable Instant endOf(Alert alert) {
        @Nullable Instant endsAt = alert.endsAt();
        return endsAt == null && !alert.isFiring() ? alert.receivedAt() : endsAt;
    }

    /** No end was told, so it fires now: automation may act on it as on an alert that just came. */
    private static Alert asOf(Alert alert, String deliveryKey, Instant now) {
        return new Alert(
                alert.id(),
                deliveryKey,
                alert.source(),
                alert.type(),
                alert.status(),
                alert.name(),
                alert.severity(),
                alert.fingerprint(),
                alert.service(),
                alert.project(),
                alert.environment(),
                alert.release(),
                alert.title(),
                alert.description(),
                alert.labels(),
                alert.annotations(),
                alert.links(),
                alert.startsAt(),
                endOf(alert),
                now);
    }
}
