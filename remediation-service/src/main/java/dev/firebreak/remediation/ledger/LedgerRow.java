package dev.firebreak.remediation.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt as it is written down.
 *
 * @param summary what became of it, for people; null while it is not known
 * @param endedAt null while it is not known what became of it
 */
public record LedgerRow(
        Attempt attempt, @Nullable String summary, @Nullable Instant endedAt) {
    /** One that may have left. */
    public static LedgerRow open(Attempt attempt) {
        return new LedgerRow(attempt, null, null);
    }

    public static LedgerRow ended(Attempt attempt, AttemptState outcome, String summary, Instant at) {
        return new LedgerRow(attempt.in(outcome), summary, at);
    }

    /** While it does, nobody else acts on the target: until its effect is verified. */
    public boolean holdsTarget() {
        return attempt.state() == AttemptState.DISPATCHING || attempt.state() == AttemptState.APPLIED;
    }
}
