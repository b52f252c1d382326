package dev.firebreak.remediation.ledger;

import dev.firebreak.model.remediation.Plan;
import dev.firebreak.remediation.action.Description;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One try of one action on one target.
 *
 * @param number counts up from 1 within the step, tries to undo it included
 * @param approvalId the question that people said yes to; null when nobody was asked
 * @param fence of the turn that looks after it; a later turn has a higher one
 * @param dispatchedAt null when it was refused: nothing has left
 * @param described what exactly is done, so that it can be observed after a crash
 * @param acceptedAt when the target took the request to carry it out; null when it did not say
 * @param observeAt when to look at the target next; null when it was refused
 */
public record Attempt(
        String step,
        int number,
        boolean isUndo,
        String action,
        boolean isRollback,
        @Nullable UUID approvalId,
        AttemptState state,
        long fence,
        Plan plan,
        Description.Ready described,
        @Nullable Instant dispatchedAt,
        @Nullable Instant acceptedAt,
        @Nullable Instant observeAt) {
    public boolean mayHaveLeft() {
        return state == AttemptState.DISPATCHING;
    }

    /** The same try, however far it came. */
    public boolean isSameAs(Attempt other) {
        return step.equals(other.step) && number == other.number;
    }

    /** Looked after by a later turn: what an earlier one still writes does not count. */
    public Attempt heldBy(long newFence) {
        return copy(state, newFence, dispatchedAt, acceptedAt, observeAt);
    }

    /** What was refused has not left. */
    Attempt in(AttemptState newState) {
        return newState == AttemptState.REFUSED
                ? copy(newState, fence, null, null, null)
                : copy(newState, fence, dispatchedAt, acceptedAt, observeAt);
    }

    public Attempt accepted(Instant at, Instant observeNext) {
        return copy(state, fence, dispatchedAt, at, observeNext);
    }

    public Attempt observedAgain(Instant observeNext) {
        return copy(state, fence, dispatchedAt, acceptedAt, observeNext);
    }

    private Attempt copy(
            AttemptState newState,
            long newFence,
            @Nullable Instant dispatched,
            @Nullable Instant accepted,
            @Nullable Instant observe) {
        return new Attempt(
                step,
                number,
                isUndo,
                action,
                isRollback,
                approvalId,
                newState,
                newFence,
                plan,
                described,
                dispatched,
                accepted,
                observe);
    }
}
