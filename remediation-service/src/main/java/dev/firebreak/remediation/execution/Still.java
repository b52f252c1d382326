package dev.firebreak.remediation.execution;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationState;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What is decided without a look at anything outside. Several of these in a row, and what came before them, are written
 * down together: each statement costs more than the decision.
 */
final class Still {
    private static final int AT_MOST = 100; // more steps than a runbook has

    private Still() {}

    static Change ahead(Catalog catalog, Held held, Change change) {
        return ahead(
                held,
                change,
                now -> Decision.next(View.situation(View.of(catalog, now), now), now.now()),
                (now, decision) -> change(now, View.of(catalog, now), decision));
    }

    /**
     * The change, and all that follows from it without a look outside. The turn ends with it when there is nothing more
     * to do now.
     */
    static Change ahead(
            Held held,
            Change change,
            Function<Held, Decision> next,
            BiFunction<Held, Decision, Optional<Change>> still) {
        Change all = change;
        Held now = held.after(change);
        for (int i = 0; i < AT_MOST && !now.remediation().state().isFinished(); i++) {
            Decision decision = next.apply(now);
            if (decision instanceof Decision.Sleep(var until)) {
                return all.resting(until);
            }
            Optional<Change> more = still.apply(now, decision);
            if (more.isEmpty()) {
                return all;
            }
            all = all.then(more.get());
            now = now.after(more.get());
        }
        return all;
    }

    /** Empty for what has to look, to call or to count. */
    static Optional<Change> change(Held held, Optional<View> view, Decision decision) {
        return switch (decision) {
            case Decision.StartWait(StepDefinition.Wait step) ->
                Optional.of(Change.of(held, new RemediationEvent.StepStarted(step.id(), "Waiting for " + step.uses()))
                        .with(held.progress()
                                .with(step.id(), it -> it.due(held.now().plus(step.duration())))));
            case Decision.EndWait(StepDefinition.Wait step) ->
                events(held, new RemediationEvent.StepSucceeded(step.id(), Map.of(), "Waited for " + step.uses()));
            case Decision.OpenManual(StepDefinition.Manual step) ->
                events(held, new RemediationEvent.ManualStepOpened(step.id(), words(held, view, step)));
            case Decision.Skip(String step, String reason) ->
                events(held, new RemediationEvent.StepSkipped(step, reason));
            case Decision.Expire(String step) ->
                events(
                        held,
                        new RemediationEvent.ApprovalVoided(step, "Nobody answered in time"),
                        new RemediationEvent.StepFailed(step, "Not done: nobody answered in time"));
            case Decision.Stop stop -> Optional.of(stopped(held, stop));
            case Decision.Finish(RemediationState state, String summary) ->
                isBad(state) ? Optional.empty() : Optional.of(finished(held, state, summary));
            case Decision.Look _,
                    Decision.Act _,
                    Decision.Observe _,
                    Decision.Probe _,
                    Decision.Undo _,
                    Decision.ProbeUndo _,
                    Decision.Sleep _ -> Optional.empty();
        };
    }

    /** How many end badly in a row is counted. */
    private static boolean isBad(RemediationState state) {
        return state == RemediationState.FAILED || state == RemediationState.NEEDS_PERSON;
    }

    static Change finished(Held held, RemediationState state, String summary) {
        return Outcomes.closed(held, Change.of(held, new RemediationEvent.Finished(state, summary)));
    }

    private static Change stopped(Held held, Decision.Stop stop) {
        String asked = stop.askedStep();
        String why = "Stopped: " + stop.reason();
        return asked == null
                ? finished(held, RemediationState.STOPPED, why)
                : Change.of(
                        held,
                        new RemediationEvent.ApprovalVoided(asked, "No longer asked: " + stop.reason()),
                        new RemediationEvent.StepSkipped(asked, "Not done: " + stop.reason()),
                        new RemediationEvent.Finished(RemediationState.STOPPED, why));
    }

    private static Optional<Change> events(Held held, RemediationEvent... events) {
        return Optional.of(Change.of(held, events));
    }

    private static String words(Held held, Optional<View> view, StepDefinition.Manual step) {
        return step.text().renderForPeople(view.orElseThrow().scopes().of(held.remediation(), held.now()));
    }
}
