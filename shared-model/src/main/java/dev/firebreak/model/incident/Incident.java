package dev.firebreak.model.incident;

import dev.firebreak.model.RunbookRef;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.Deployment;
import dev.firebreak.model.alert.Drill;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people work on, whole: each incident event carries it as it was right after that event.
 *
 * @param number counts up from 1, for people to say
 * @param level the system's own name for how bad it is, such as {@code P0}
 * @param runbook null when none matched and the incident only needs a person
 * @param correlationKey no two open incidents share it
 * @param trigger the alert that opened it
 * @param alerts newest word on each fingerprint, newest first; the first {@value #ALERTS_KEPT} of them
 * @param firingCount how many fingerprints still fire
 * @param alertCount alerts taken in, repeats of a fingerprint counted
 * @param suspect the deployment that was live when it began, if it was recent; null when none is suspected
 * @param lastGood what was live before the suspect; null when unknown
 * @param receivers everyone told so far, by opening or escalation
 * @param mergedInto where it goes on, once people found that it is the same; null unless they did
 * @param splitFrom the incident whose alerts it was opened with by a person; null unless it was
 * @param splitInto what people split off from it; null when nothing was
 * @param flapCount how many ends its flapping alerts had; null when none flaps
 * @param nextDue of its escalation and what its level promises; null when none of these runs, as in a drill and while it
 *     is observed
 * @param assignedTo who took it over or was given it last in this run; null when nobody was
 * @param resolvesAt when it counts as resolved if nothing fires until then; null when not under observation
 */
public record Incident(
        IncidentId id,
        long number,
        String title,
        IncidentState state,
        Severity severity,
        String level,
        String levelTitle,
        String system,
        String service,
        @Nullable RunbookRef runbook,
        String correlationKey,
        Alert trigger,
        List<AlertSummary> alerts,
        int firingCount,
        int alertCount,
        @Nullable Deployment suspect,
        @Nullable Deployment lastGood,
        List<Receiver> receivers,
        Instant openedAt,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy,
        @Nullable Instant mitigatedAt,
        @Nullable Instant resolvesAt,
        @Nullable Instant resolvedAt,
        @Nullable String resolvedBy,
        Instant updatedAt,
        @Nullable IncidentRef mergedInto,
        @Nullable IncidentRef splitFrom,
        @Nullable List<IncidentRef> splitInto,
        @Nullable Integer flapCount,
        @Nullable Due nextDue,
        @Nullable Assignee assignedTo) {
    public static final int ALERTS_KEPT = 20;

    public Incident {
        alerts = List.copyOf(alerts);
        receivers = List.copyOf(receivers);
        splitInto = splitInto == null ? null : List.copyOf(splitInto);
    }

    /** Who has it: whom it was given to, else who acknowledged it; null when nobody has. */
    public @Nullable String owner() {
        return assignedTo == null ? acknowledgedBy : assignedTo.name();
    }

    /** Nobody is woken for it and nothing is done about it: it is an exercise. */
    public boolean isDrill() {
        return Drill.isMarked(correlationKey);
    }

    /** One that people neither merged nor split nor handed over, that does not flap, and for which no clock runs. */
    public Incident(
            IncidentId id,
            long number,
            String title,
            IncidentState state,
            Severity severity,
            String level,
            String levelTitle,
            String system,
            String service,
            @Nullable RunbookRef runbook,
            String correlationKey,
            Alert trigger,
            List<AlertSummary> alerts,
            int firingCount,
            int alertCount,
            @Nullable Deployment suspect,
            @Nullable Deployment lastGood,
            List<Receiver> receivers,
            Instant openedAt,
            @Nullable Instant acknowledgedAt,
            @Nullable String acknowledgedBy,
            @Nullable Instant mitigatedAt,
            @Nullable Instant resolvesAt,
            @Nullable Instant resolvedAt,
            @Nullable String resolvedBy,
            Instant updatedAt) {
        this(
                id,
                number,
                title,
                state,
                severity,
                level,
                levelTitle,
                system,
                service,
                runbook,
                correlationKey,
                trigger,
                alerts,
                firingCount,
                alertCount,
                suspect,
                lastGood,
                receivers,
                openedAt,
                acknowledgedAt,
                acknowledgedBy,
                mitigatedAt,
                resolvesAt,
                resolvedAt,
                resolvedBy,
                updatedAt,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
