package dev.firebreak.incident.lifecycle;

import dev.firebreak.catalog.expression.Condition;
import dev.firebreak.catalog.expression.Scope;
import dev.firebreak.incident.deployment.LiveDeployments;
import dev.firebreak.incident.escalation.Escalation;
import dev.firebreak.incident.escalation.PolicyStep;
import dev.firebreak.model.Actor;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.incident.AlertSummary;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.IncidentState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An incident about to begin.
 *
 * @param deployments what production ran when the trigger came
 */
public record Opening(IncidentId id, long number, Ruling ruling, Alert trigger, LiveDeployments deployments) {

    /** Opens it and tells at once whom the policy tells at once. */
    public Decision decide(Instant now) {
        Draft draft = new Draft(beginning(now), now);
        draft.put(AlertSummary.of(trigger));
        draft.countAlerts(1, 1);
        draft.record(
                new IncidentEvent.Opened(
                        trigger,
                        trigger.title(),
                        ruling.level().severity(),
                        ruling.level().name(),
                        ruling.correlationKey(),
                        deployments.suspect(),
                        deployments.lastGood(),
                        ruling.reason()),
                Actor.source(trigger.source()));
        DueSteps.engage(draft);
        return draft.decision();
    }

    private Dossier beginning(Instant now) {
        Incident incident = new Incident(
                id,
                number,
                trigger.title(),
                IncidentState.TRIGGERED,
                ruling.level().severity(),
                ruling.level().name(),
                ruling.level().title(),
                ruling.system().name(),
                ruling.service().name(),
                ruling.runbook(),
                ruling.correlationKey(),
                trigger,
                List.of(),
                0,
                0,
                deployments.suspect(),
                deployments.lastGood(),
                List.of(),
                now,
                null,
                null,
                null,
                null,
                null,
                null,
                now);
        return new Dossier(
                incident,
                ruling.terms(),
                Escalation.starting(policy(incident, now), now),
                Testimony.beginning(Heard.at(trigger, now)));
    }

    /** A step whose {@code if} does not hold now is no part of this incident's policy. */
    private List<PolicyStep> policy(Incident incident, Instant now) {
        Scope scope = Scope.builder(now)
                .service(ruling.system(), ruling.service())
                .alert(trigger)
                .incident(incident)
                .level(ruling.level())
                .build();
        return ruling.system().escalation().stream()
                .filter(step -> holds(step.condition(), scope))
                .map(step -> new PolicyStep(step.after(), step.receivers(), source(step.unless()), step.message()))
                .toList();
    }

    private static boolean holds(@Nullable Condition condition, Scope scope) {
        return condition == null || condition.holds(scope);
    }

    private static @Nullable String source(@Nullable Condition condition) {
        return condition == null ? null : condition.source();
    }
}
