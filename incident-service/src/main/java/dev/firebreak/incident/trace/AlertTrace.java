package dev.firebreak.incident.trace;

import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.incident.IncidentId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One alert's path.
 *
 * @param outcome one word for what became of it
 * @param correlationKey null when it never came so far
 * @param incidentId null when it touched none
 */
public record AlertTrace(
        AlertId id,
        Instant receivedAt,
        String source,
        String name,
        String service,
        String fingerprint,
        String status,
        String outcome,
        @Nullable String correlationKey,
        @Nullable IncidentId incidentId,
        String catalogVersion,
        List<Stage> stages) {
    /** @param stage {@code order}, {@code match}, {@code threshold}, {@code correlation} */
    public record Stage(String stage, String decision) {}

    public AlertTrace {
        stages = List.copyOf(stages);
    }

    /** The same, once it is known which incident it is about. */
    public AlertTrace in(IncidentId incident) {
        return new AlertTrace(
                id,
                receivedAt,
                source,
                name,
                service,
                fingerprint,
                status,
                outcome,
                correlationKey,
                incident,
                catalogVersion,
                stages);
    }

    public static AlertTrace of(
            Alert alert,
            String outcome,
            @Nullable String correlationKey,
            @Nullable IncidentId incidentId,
            String catalogVersion,
            List<Stage> stages) {
        return new AlertTrace(
                alert.id(),
                alert.receivedAt(),
                alert.source(),
                alert.name(),
                alert.service(),
                alert.fingerprint(),
                alert.status().word(),
                outcome,
                correlationKey,
                incidentId,
                catalogVersion,
                stages);
    }
}
