package dev.firebreak.remediation.execution;

import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.remediation.ledger.Attempt;
import dev.firebreak.remediation.ledger.AttemptState;
import dev.firebreak.remediation.ledger.LedgerRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one thing that was done changes, or several that are written down together.
 *
 * @param attempt the open one from here on; null for none
 * @param row what is written into the ledger; null for nothing
 * @param hasActed a call may leave: this remediation counts against the budgets from here on
 * @param rest the turn ends with it; null when it goes on
 */
record Change(
        List<RemediationEvent> events,
        Progress progress,
        @Nullable Attempt attempt,
        @Nullable LedgerRow row,
        boolean hasActed,
        @Nullable Resting rest) {
    Change {
        events = List.copyOf(events);
    }

    static Change of(Held held, RemediationEvent... events) {
        return new Change(List.of(events), held.progress(), held.attempt(), null, false, null);
    }

    static Change none(Held held) {
        return of(held);
    }

    Change and(Optional<RemediationEvent> event) {
        List<RemediationEvent> all = new ArrayList<>(events);
        event.ifPresent(all::add);
        return new Change(all, progress, attempt, row, hasActed, rest);
    }

    /** And then what was decided next, by the state after this. */
    Change then(Change next) {
        List<RemediationEvent> all = new ArrayList<>(events);
        all.addAll(next.events);
        return new Change(
                all,
                next.progress,
                next.attempt,
                next.row == null ? row : next.row,
                hasActed || next.hasActed,
                next.rest);
    }

    Change with(Progress newProgress) {
        return new Change(events, newProgress, attempt, row, hasActed, rest);
    }

    /** A call may leave, or may have left and is still waited for. */
    Change with(Attempt open) {
        return new Change(events, progress, open, LedgerRow.open(open), hasActed, rest);
    }

    /** The attempt is over. */
    Change ended(Attempt over, AttemptState outcome, String summary, Instant at) {
        return new Change(events, progress, null, LedgerRow.ended(over, outcome, summary, at), hasActed, rest);
    }

    Change acting() {
        return new Change(events, progress, attempt, row, true, rest);
    }

    Change resting(@Nullable Instant until) {
        return new Change(events, progress, attempt, row, hasActed, new Resting(until));
    }
}
