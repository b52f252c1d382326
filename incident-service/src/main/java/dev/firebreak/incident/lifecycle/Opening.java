package dev.firebreak.incident.lifecycle;

import dev.firebreak.catalog.expression.Condition;
import dev.firebreak.catalog.expression.Scope;
import dev.firebreak.catalog.system.EscalationStep;
import dev.firebreak.catalog.system.SeverityLevel;
import dev.firebreak.incident.deployment.LiveDeployments;
import dev.firebreak.incident.escalation.Escalation;
import dev.firebreak.incident.escalation.PolicyStep;
import dev.firebreak.model.Actor;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.Deployment;
import dev.firebreak.model.incident.AlertSummary;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.IncidentRef;
import dev.firebreak.model.incident.IncidentState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An incident about to begin.
 *
 * @param deployments what production ran when the trigger came
 * @param suspecting open incidents that suspect the same deployment
 */
public record Opening(
        IncidentId id,
        long number,
        Ruling ruling,
        Alert trigger,
        LiveDeployments deployments,
        List<IncidentRef> suspecting) {
    public Opening {
        suspecting = List.copyOf(suspecting);
    }

    /** Opens it and tells at once whom the policy tells at once. */
    public Decision decide(Instant now) {
        Draft draft = new Draft(beginning(now), now);
        draft.put(AlertSummary.of(trigger));
        draft.countAlerts(1, 1);
        draft.record(
                new IncidentEvent.Opened(
                        trigger,
                        ruling.title(trigger),
                        ruling.level().severity(),
                        ruling.level().name(),
                        ruling.correlationKey(),
                        deployments.suspect(),
                        deployments.lastGood(),
                        ruling.reason()),
                Actor.source(trigger.source()));
        DueSteps.engage(draft);
        @Nullable Deployment suspect = deployments.suspect();
        if (suspect != null) {
            suspecting.forEach(other -> draft.record(
                    new IncidentEvent.Related(other, "same-deployment", "both suspect the deployment " + suspect.id()),
                    Actor.FIREBREAK));
        }
        return draft.decision();
    }

    private Dossier beginning(Instant now) {
        Incident incident = new Incident(
                id,
                number,
                ruling.title(trigger),
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
                ruling.terms().with(ruling.system()),
                Escalation.starting(policy(incident, now), ruling.level(), now),
                Testimony.beginning(Heard.at(trigger, now))
                        .with(Evidence.NONE.with(List.of(ruling.service().name()), 1)));
    }

    /** A step knows at which levels its {@code if} holds; one that never holds is no part of this incident's policy. */
    private List<PolicyStep> policy(Incident incident, Instant now) {
        List<SeverityLevel> levels = ruling.system().levels();
        List<PolicyStep> policy = new ArrayList<>();
        for (EscalationStep step : ruling.system().escalation()) {
            List<String> at = levels.stream()
                    .filter(level -> holds(step.condition(), scope(incident, level, now)))
                    .map(SeverityLevel::name)
                    .toList();
            if (!at.isEmpty()) {
                policy.add(new PolicyStep(
                        step.after(),
                        step.receivers(),
                        at.size() == levels.size() ? List.of() : at,
                        source(step.unless()),
                        step.message()));
            }
        }
        return policy;
    }

    private Scope scope(Incident incident, SeverityLevel level, Instant now) {
        return Scope.builder(now)
                .service(ruling.system(), ruling.service())
                .alert(trigger)
                .incident(incident)
                .level(level)
                .build();
    }

    private static boolean holds(@Nullable Condition condition, Scope scope) {
        return condition == null || condition.holds(scope);
    }

    private static @Nullable String source(@Nullable Condition condition) {
        return condition == null ? null : condition.source();
    }
}
