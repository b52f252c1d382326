package dev.firebreak.remediation.execution;

import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.remediation.ledger.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one thing that was done changes.
 *
 * @param attempt the open one from here on; null for none
 * @param hasActed a call may leave: this remediation counts against the budgets from here on
 */
record Change(
        List<RemediationEvent> events,
        Progress progress,
        @Nullable Attempt attempt,
        boolean hasActed) {
    Change {
        events = List.copyOf(events);
    }

    static Change of(Held held, RemediationEvent... events) {
        return new Change(List.of(events), held.progress(), held.attempt(), false);
    }

    static Change none(Held held) {
        return of(held);
    }

    Change and(Optional<RemediationEvent> event) {
        List<RemediationEvent> all = new ArrayList<>(events);
        event.ifPresent(all::add);
        return new Change(all, progress, attempt, hasActed);
    }

    Change with(Progress newProgress) {
        return new Change(events, newProgress, attempt, hasActed);
    }

    Change with(@Nullable Attempt newAttempt) {
        return new Change(events, progress, newAttempt, hasActed);
    }

    Change acting() {
        return new Change(events, progress, attempt, true);
    }
}
