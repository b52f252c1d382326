package dev.firebreak.remediation.action;

import dev.firebreak.catalog.type.StepType;
import dev.firebreak.remediation.step.StepRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Changes something outside, to an absolute state. One class per kind, found by its type.
 *
 * <p>Nothing here decides whether it may: the engine asks the governor and commits that a call may leave before
 * {@link #execute} is subscribed. Expected failures are values; an error signal is a bug.
 */
public interface Action {
    /** Its name and parameters: what a catalogue may write, and what {@link StepRequest} then holds. */
    StepType declares();

    /** For people: docs/actions.md is made of it. */
    Guide guide();

    /** As runbooks write it, such as {@code vercel.rollback}. */
    default String type() {
        return declares().name();
    }

    /** Reads only. Renders what would be done from what the target shows now. */
    Mono<Description> describe(StepRequest request);

    /** Calls once, with no repeat of its own, and only while the dispatch's deadline has not passed. */
    Mono<Outcome> execute(StepRequest request, Description.Ready described, Dispatch dispatch);

    /** Reads only. Looks whether the effect of a call that may have left at that time is there. */
    Mono<Observation> observe(StepRequest request, Description.Ready described, Instant dispatchedAt);

    /** True when a second call does no harm, so that a call whose fate is unknown may be sent again. */
    boolean isRepeatable(StepRequest request);

    /** True when it takes production back to an older state: has a budget of its own. */
    default boolean isRollback() {
        return false;
    }

    /** The action type that reverses it; empty when nothing can. */
    default Optional<String> undoneWith() {
        return Optional.empty();
    }

    /** Longest wait for the answer to the call itself. */
    default Duration timeout(StepRequest request) {
        return Duration.ofSeconds(10);
    }

    /** How long the target may take until the effect of a call can be seen. */
    default Duration settling() {
        return Duration.ofSeconds(1);
    }

    /** How long a request that was accepted may take to be carried out, and how often to look. */
    default Confirmation confirmation() {
        return new Confirmation(Duration.ofSeconds(30), Duration.ofSeconds(1));
    }

    record Confirmation(Duration within, Duration every) {}
}
