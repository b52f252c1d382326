package dev.firebreak.incident.intake;

import dev.firebreak.eventlog.Transactions;
import dev.firebreak.incident.trace.AlertTrace;
import dev.firebreak.model.alert.Alert;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The alerts of a drill are handled as any other, except that they come from a person and from no source. */
@Component
public class DrillIntake {
    private final Transactions transactions;
    private final Intake intake;
    private final InstantSource clock;

    DrillIntake(Transactions transactions, Intake intake, InstantSource clock) {
        this.transactions = transactions;
        this.intake = intake;
        this.clock = clock;
    }

    /** @throws IllegalArgumentException for an alert without a drill's mark: what is real comes through the edges */
    public Mono<List<AlertTrace>> take(List<Alert> alerts) {
        if (!alerts.stream().allMatch(Alert::isDrill)) {
            throw new IllegalArgumentException("an alert of no drill");
        }
        return transactions.commit(Mono.defer(() -> intake.takeReleased(alerts, clock.instant())));
    }
}
