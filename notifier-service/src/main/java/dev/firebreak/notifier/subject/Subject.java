package dev.firebreak.notifier.subject;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.remediation.Remediation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An incident by the newest word on it.
 *
 * @param incident null while only its remediation has been heard of
 * @param round how often it was reopened
 * @param version grows with everything that a card would show differently
 */
public record Subject(
        IncidentId id, @Nullable Incident incident, List<Remediation> remediations, int round, long version) {
    public Subject {
        remediations = List.copyOf(remediations);
    }
}
