package dev.firebreak.backtest;

import dev.firebreak.model.alert.Alert;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An alert that nothing holds back any more is handled as if it came now. */
final class Releasing {
    private Releasing() {}

    static Alert asOf(Alert alert, Instant now) {
        @Nullable Instant endsAt = alert.endsAt();
        return new Alert(
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
                endsAt == null && !alert.isFiring() ? alert.receivedAt() : endsAt,
                now);
    }
}
