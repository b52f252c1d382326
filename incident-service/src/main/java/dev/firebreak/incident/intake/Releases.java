package dev.firebreak.incident.intake;

import dev.firebreak.eventlog.Transactions;
import dev.firebreak.incident.hold.HeldAlerts;
import dev.firebreak.model.alert.Alert;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Alerts that nothing holds back any more and that still fire are handled as new. Any instance may do so. */
@Component
class Releases {
    private static final int AT_ONCE = 200;

    private final Transactions transactions;
    private final HeldAlerts held;
    private final Intake intake;
    private final InstantSource clock;

    Releases(Transactions transactions, HeldAlerts held, Intake intake, InstantSource clock) {
        this.transactions = transactions;
        this.held = held;
        this.intake = intake;
        this.clock = clock;
    }

    /** One batch after the other until none is left; answers how many there were. */
    Mono<Long> all() {
        return some().repeat().takeWhile(released -> released > 0).reduce(0L, Long::sum);
    }

    private Mono<Integer> some() {
        return transactions.commit(Mono.defer(() -> {
            Instant now = clock.instant();
            return held.release(now, AT_ONCE)
                    .flatMap(alerts -> alerts.isEmpty()
                            ? Mono.just(0)
                            : intake.takeReleased(asOf(alerts, now), now).thenReturn(alerts.size()));
        }));
    }

    /** A source that does not say when it ended meant the time at which it said so. */
    private static Instant endOf(Alert resolved) {
        @Nullable Instant endsAt = resolved.endsAt();
        return endsAt == null ? resolved.receivedAt() : endsAt;
    }

    /** No end was told, so it fires now: automation may act on it as on an alert that just came. */
    private static List<Alert> asOf(List<Alert> alerts, Instant now) {
        return alerts.stream()
                .map(alert -> new Alert(
                        alert.id(),
                        alert.deliveryKey(),
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
                        alert.isFiring() ? alert.endsAt() : endOf(alert),
                        now))
                .toList();
    }
}
