package dev.firebreak.notifier.obligation;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.remediation.RemediationFact;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fact has just been taken in and its transaction is still open.
 *
 * @param incident by the newest word on it; null while only its remediation has been heard of
 * @param version the subject's, this fact counted
 * @param duties what receivers of this vendor must be told because of it
 */
public record Change(IncidentId incidentId, @Nullable Incident incident, long version, Cause cause, List<Duty> duties) {
    public Change {
        duties = List.copyOf(duties);
    }

    /** The fact itself. */
    public sealed interface Cause {
        UUID factId();

        Instant occurredAt();

        record OfIncident(IncidentFact fact) implements Cause {
            @Override
            public UUID factId() {
                return fact.id().value();
            }

            @Override
            public Instant occurredAt() {
                return fact.occurredAt();
            }
        }

        record OfRemediation(RemediationFact fact) implements Cause {
            @Override
            public UUID factId() {
                return fact.id().value();
            }

            @Override
            public Instant occurredAt() {
                return fact.occurredAt();
            }
        }
    }

    Change forDuties(List<Duty> some) {
        return new Change(incidentId, incident, version, cause, some);
    }
}
