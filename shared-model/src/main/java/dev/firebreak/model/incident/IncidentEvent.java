package dev.firebreak.model.incident;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.Deployment;
import dev.firebreak.model.remediation.RemediationId;
import dev.firebreak.model.remediation.RemediationState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A fact about one incident. Keyed by incident id: order holds within an incident, never across. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface IncidentEvent {
    /** @param reason which rule matched, in the catalogue's words */
    @JsonTypeName("incident.opened.v1")
    record Opened(
            Alert trigger,
            String title,
            Severity severity,
            String level,
            String correlationKey,
            @Nullable Deployment suspect,
            @Nullable Deployment lastGood,
            String reason)
            implements IncidentEvent {}

    /** Alerts of one batch joined the incident: one event however many there were. */
    @JsonTypeName("incident.alertsAdded.v1")
    record AlertsAdded(List<AlertSummary> alerts, int count) implements IncidentEvent {
        public AlertsAdded {
            alerts = List.copyOf(alerts);
        }
    }

    @JsonTypeName("incident.alertsResolved.v1")
    record AlertsResolved(List<AlertSummary> alerts, int stillFiring) implements IncidentEvent {
        public AlertsResolved {
            alerts = List.copyOf(alerts);
        }
    }

    @JsonTypeName("incident.levelChanged.v1")
    record LevelChanged(String from, String to, Severity severity, String reason) implements IncidentEvent {}

    /**
     * @param step of the policy, from 0; as many as it has when somebody was called beside it
     * @param message the policy's own words for this step, or the caller's; null when there are none
     */
    @JsonTypeName("incident.escalated.v1")
    record Escalated(
            int step, List<Receiver> receivers, @Nullable String message) implements IncidentEvent {
        public Escalated {
            receivers = List.copyOf(receivers);
        }
    }

    /**
     * What the level promises was not kept in time; told once in each run of the incident.
     *
     * @param clock {@code acknowledge} or {@code respond}
     */
    @JsonTypeName("incident.clockMissed.v1")
    record ClockMissed(String clock, Duration within, Instant dueAt) implements IncidentEvent {}

    /** Nobody has said anything for as long as the level allows. */
    @JsonTypeName("incident.updateDue.v1")
    record UpdateDue(Duration every, Instant lastUpdateAt) implements IncidentEvent {}

    @JsonTypeName("incident.acknowledged.v1")
    record Acknowledged(@Nullable String note) implements IncidentEvent {}

    /**
     * Somebody has it from now on; whether they have acknowledged it is another matter.
     *
     * @param from who had it; null when nobody did
     */
    @JsonTypeName("incident.assigned.v1")
    record Assigned(
            @Nullable String from, Assignee to, @Nullable String note) implements IncidentEvent {}

    @JsonTypeName("incident.mitigated.v1")
    record Mitigated(String reason) implements IncidentEvent {}

    /** All its alerts are resolved; it counts as resolved when nothing fires until then. */
    @JsonTypeName("incident.observationStarted.v1")
    record ObservationStarted(Duration observeFor, Instant resolvesAt) implements IncidentEvent {}

    @JsonTypeName("incident.resolved.v1")
    record Resolved(String reason) implements IncidentEvent {}

    @JsonTypeName("incident.reopened.v1")
    record Reopened(String reason) implements IncidentEvent {}

    /** A person said that nothing is left to do: it is never reopened. */
    @JsonTypeName("incident.closed.v1")
    record Closed(String reason) implements IncidentEvent {}

    /**
     * A person does not want to hear of such alerts for a time.
     *
     * @param silence its id
     * @param matchers all of which an alert must match to be held back
     */
    @JsonTypeName("incident.silenced.v1")
    record Silenced(UUID silence, List<String> matchers, Instant until, String reason) implements IncidentEvent {
        public Silenced {
            matchers = List.copyOf(matchers);
        }
    }

    /** People found that it is the same as another one: it is over here and goes on there, with all its alerts. */
    @JsonTypeName("incident.merged.v1")
    record Merged(IncidentRef into, String reason) implements IncidentEvent {}

    /**
     * The other side of {@link Merged}: another incident's alerts belong here from now on.
     *
     * @param alerts those that fire, the newest {@value Incident#ALERTS_KEPT} at most
     */
    @JsonTypeName("incident.absorbed.v1")
    record Absorbed(IncidentRef from, List<AlertSummary> alerts, String reason) implements IncidentEvent {
        public Absorbed {
            alerts = List.copyOf(alerts);
        }
    }

    /** People found that these alerts are about something else: they belong to a new incident from now on. */
    @JsonTypeName("incident.split.v1")
    record Split(IncidentRef into, List<AlertSummary> alerts, String reason) implements IncidentEvent {
        public Split {
            alerts = List.copyOf(alerts);
        }
    }

    /**
     * It has to do with another one.
     *
     * @param how {@code same-deployment}: both suspect it; {@code inhibited-by}: that one explained its alerts
     */
    @JsonTypeName("incident.related.v1")
    record Related(IncidentRef other, String how, String reason) implements IncidentEvent {}

    /** One of its alerts ends and begins so often that its ends are not believed at once; told when that begins. */
    @JsonTypeName("incident.flapping.v1")
    record Flapping(String alert, String service, int ends, Duration within, Duration quietFor)
            implements IncidentEvent {}

    /** Nobody has kept a post-mortem since it was resolved; told once. */
    @JsonTypeName("incident.postmortemDue.v1")
    record PostmortemDue(Instant resolvedAt, Duration within) implements IncidentEvent {}

    @JsonTypeName("incident.noteAdded.v1")
    record NoteAdded(String text) implements IncidentEvent {}

    /** A remediation moved; told here so that the timeline is whole. */
    @JsonTypeName("incident.remediationProgressed.v1")
    record RemediationProgressed(RemediationId remediation, RemediationState state, String kind, String summary)
            implements IncidentEvent {}

    /** Someone was told, proven by the receiver's answer. */
    @JsonTypeName("incident.notificationDelivered.v1")
    record NotificationDelivered(String receiver, String transition, Instant deliveredAt, Duration after)
            implements IncidentEvent {
        /** What a transition tells, in words: without what tells it from others of its kind, as in {@code opened#2}. */
        public static String news(String transition) {
            return transition.split("[.#]", 2)[0].replace('-', ' ');
        }
    }

    /** A command that could not be carried out, and why; so that a late press of a button leaves a trace. */
    @JsonTypeName("incident.commandRefused.v1")
    record CommandRefused(String command, String reason) implements IncidentEvent {}
}
