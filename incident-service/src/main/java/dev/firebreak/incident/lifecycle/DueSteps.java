package dev.firebreak.incident.lifecycle;

import dev.firebreak.catalog.expression.Condition;
import dev.firebreak.catalog.expression.Scope;
import dev.firebreak.catalog.expression.Site;
import dev.firebreak.incident.escalation.PolicyStep;
import dev.firebreak.model.Actor;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.Receiver;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Steps of the escalation policy whose time has come. */
final class DueSteps {
    private DueSteps() {}

    /** Tells the receivers of each due step; a step that its {@code unless} excuses is passed over for good. */
    static void engage(Draft draft) {
        for (int step : draft.escalation().due(draft.level(), draft.now())) {
            PolicyStep due = draft.escalation().policy().get(step);
            draft.finishSteps(List.of(step));
            if (!isExcused(due, draft.incident(), draft.now())) {
                tell(draft, step, due.receivers(), due.message(), Actor.FIREBREAK);
            }
        }
    }

    /** Tells everyone whom the policy had kept for later, once. Empty policy or all told: nothing to do. */
    static void engageRest(Draft draft, String message, Actor actor) {
        List<Integer> rest = draft.escalation().remaining(draft.level());
        Set<Receiver> receivers = new LinkedHashSet<>();
        rest.forEach(
                step -> receivers.addAll(draft.escalation().policy().get(step).receivers()));
        if (!receivers.isEmpty()) {
            draft.finishSteps(rest);
            tell(draft, rest.getFirst(), receivers, message, actor);
        }
    }

    /** Tells everyone whom the policy knows, also who was told before: what must be heard by all. */
    static void engageAll(Draft draft, String message, Actor actor) {
        draft.finishSteps(draft.escalation().remaining(draft.level()));
        Set<Receiver> receivers = new LinkedHashSet<>();
        draft.escalation().policy().forEach(step -> receivers.addAll(step.receivers()));
        if (!receivers.isEmpty()) {
            tell(draft, 0, receivers, message, actor);
        }
    }

    static void tell(Draft draft, int step, Collection<Receiver> receivers, @Nullable String message, Actor actor) {
        if (draft.incident().isDrill()) {
            Drills.tell(draft, step, receivers, message, actor);
            return;
        }
        draft.tell(receivers);
        List<Receiver> called = receivers.stream()
                .map(receiver -> draft.terms().calling(receiver, draft.now()))
                .toList();
        draft.record(new IncidentEvent.Escalated(step, called, message), actor);
    }

    static boolean isExcused(PolicyStep step, Incident incident, Instant now) {
        @Nullable String unless = step.unless();
        return unless != null
                && Condition.parse(unless, Site.INCIDENT)
                        .holds(Scope.builder(now).incident(incident).build());
    }
}
