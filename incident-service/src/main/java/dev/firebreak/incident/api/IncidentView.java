package dev.firebreak.incident.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.firebreak.incident.api.IncidentQueries.Found;
import dev.firebreak.incident.escalation.Escalation;
import dev.firebreak.incident.escalation.PolicyStep;
import dev.firebreak.incident.related.RelatedIncident;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.model.remediation.Remediation;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One incident, whole: its snapshot's fields, and what belongs to it.
 *
 * @param remediation the newest; null when there was none
 * @param remediations all, newest first
 * @param deployments what production ran for its service, newest first: the last ones until it was resolved
 * @param related other incidents, what binds most first
 * @param drill an exercise: nobody is woken and nothing is done
 */
public record IncidentView(
        @JsonUnwrapped Incident incident,
        List<StepView> escalation,
        @Nullable Remediation remediation,
        List<Remediation> remediations,
        List<DeploymentView> deployments,
        List<RelatedIncident> related,
        boolean drill) {
    /**
     * @param step counts from 0
     * @param done told, or not needed when it was due
     */
    public record StepView(
            int step,
            Instant dueAt,
            List<String> receivers,
            @Nullable String unless,
            @Nullable String message,
            boolean done) {}

    static IncidentView of(
            Found found,
            List<Remediation> remediations,
            List<DeploymentView> deployments,
            List<RelatedIncident> related) {
        return new IncidentView(
                found.incident(),
                steps(found),
                remediations.isEmpty() ? null : remediations.getFirst(),
                remediations,
                deployments,
                related,
                found.incident().isDrill());
    }

    static List<StepView> steps(Found found) {
        Escalation escalation = found.escalation();
        return IntStream.range(0, escalation.policy().size())
                .filter(step -> escalation.done().contains(step)
                        || escalation.remaining(found.incident().level()).contains(step))
                .mapToObj(step -> view(escalation, step))
                .toList();
    }

    private static StepView view(Escalation escalation, int step) {
        PolicyStep policy = escalation.policy().get(step);
        return new StepView(
                step,
                escalation.dueAt(step),
                policy.receivers().stream().map(Receiver::name).toList(),
                policy.unless(),
                policy.message(),
                escalation.done().contains(step));
    }
}
