package dev.firebreak.model.wire;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.firebreak.model.EventId;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.notification.NotificationFact;
import dev.firebreak.model.remediation.AutomationFact;
import dev.firebreak.model.remediation.BoundsFact;
import dev.firebreak.model.remediation.ChecklistFact;
import dev.firebreak.model.remediation.DryRunFact;
import dev.firebreak.model.remediation.RemediationFact;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes and reads everything that travels on Kafka.
 *
 * <p>Attributes follow the <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">CloudEvents
 * Kafka binding</a>. Readers ignore fields they do not know, so a newer writer does not stop an older reader.
 */
public final class Wire {
    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SOURCE = "ce_source";
    public static final String TIME = "ce_time";
    public static final String SUBJECT = "ce_subject";
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String CONTENT_TYPE = "content-type";

    /** The type of {@link AutomationFact}, which shares a topic with {@link RemediationFact}. */
    public static final String AUTOMATION_CHANGED = "automation.changed.v1";

    /** The type of {@link DryRunFact}, on the same topic. */
    public static final String DRY_RUN = "dryRun.finished.v1";

    /** The type of {@link BoundsFact}, on the same topic. */
    public static final String BOUNDS = "automation.bounds.v1";

    /** The type of {@link ChecklistFact}, on the same topic. */
    public static final String CHECKLIST = "checklist.checked.v1";

    private static final String REMEDIATION = "remediation.";

    /** Records only: no getters are guessed, times are ISO 8601, unknown fields are ignored, nulls are left out. */
    public static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultVisibility(visibility -> visibility.withIsGetterVisibility(Visibility.NONE))
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS, DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Wire() {}

    public static WireMessage of(Signal signal) {
        return of(signal, "alert-ingest");
    }

    /** @param sender the service that heard of it, such as {@code notifier-service} from a person */
    public static WireMessage of(Signal signal, String sender) {
        return message(
                Topic.ALERTS, signal.partitionKey(), signal.id(), typeOf(signal), sender, signal.receivedAt(), signal);
    }

    public static WireMessage of(IncidentFact fact) {
        return message(
                Topic.INCIDENTS,
                fact.incident().id().toString(),
                fact.id(),
                typeOf(fact.event()),
                "incident-service",
                fact.occurredAt(),
                fact);
    }

    public static WireMessage of(RemediationFact fact) {
        return message(
                Topic.REMEDIATIONS,
                fact.remediation().incidentId().toString(),
                fact.id(),
                typeOf(fact.event()),
                "remediation-service",
                fact.occurredAt(),
                fact);
    }

    public static WireMessage of(AutomationFact fact) {
        return message(
                Topic.REMEDIATIONS,
                fact.scope(),
                fact.id(),
                AUTOMATION_CHANGED,
                "remediation-service",
                fact.occurredAt(),
                fact);
    }

    public static WireMessage of(DryRunFact fact) {
        return message(
                Topic.REMEDIATIONS,
                fact.report().id().toString(),
                fact.id(),
                DRY_RUN,
                "remediation-service",
                fact.occurredAt(),
                fact);
    }

    public static WireMessage of(BoundsFact fact) {
        return message(Topic.REMEDIATIONS, "bounds", fact.id(), BOUNDS, "remediation-service", fact.occurredAt(), fact);
    }

    public static WireMessage of(ChecklistFact fact) {
        return message(
                Topic.REMEDIATIONS,
                fact.post().toString(),
                fact.id(),
                CHECKLIST,
                "remediation-service",
                fact.occurredAt(),
                fact);
    }

    /** @param sender the service that heard the person, such as {@code notifier-service} */
    public static WireMessage of(Command command, String sender) {
        String key = switch (command) {
            case Command.ForIncident it -> it.incidentId().toString();
            case Command.ApproveStep it -> it.incidentId().toString();
            case Command.RejectStep it -> it.incidentId().toString();
            case Command.CancelRemediation it -> it.incidentId().toString();
            case Command.RunRunbook it -> it.incidentId().toString();
            case Command.TickStep it -> it.incidentId().toString();
            case Command.UntickStep it -> it.incidentId().toString();
            case Command.BreakGlass it -> it.incidentId().toString();
            case Command.TryRunbook it -> it.dryRun().toString();
            case Command.CheckChecklist it -> it.post().toString();
            case Command.PauseAutomation it -> it.scope();
            case Command.ResumeAutomation it -> it.scope();
            case Command.FreezeAutomation it -> it.scope();
            case Command.ThawAutomation it -> it.scope();
        };
        return message(Topic.COMMANDS, key, command.id(), typeOf(command), sender, command.issuedAt(), command);
    }

    public static WireMessage of(NotificationFact fact) {
        return message(
                Topic.NOTIFICATIONS,
                fact.incidentId().toString(),
                fact.id(),
                "notification.delivered.v1",
                "notifier-service",
                fact.deliveredAt(),
                fact);
    }

    /** Whether a message on {@code firebreak.remediations} is a {@link RemediationFact}: it carries others beside. */
    public static boolean isRemediation(String type) {
        return type.startsWith(REMEDIATION);
    }

    /** @throws JacksonException when the bytes are not that */
    public static <T> T read(byte[] value, Class<T> type) {
        return JSON.readValue(value, type);
    }

    /** The name of the event's record on the wire. */
    public static String typeOf(Object event) {
        @Nullable JsonTypeName name = event.getClass().getAnnotation(JsonTypeName.class);
        if (name == null) {
            throw new IllegalArgumentException(event.getClass() + " has no @JsonTypeName");
        }
        return name.value();
    }

    private static WireMessage message(
            Topic topic, String key, EventId id, String type, String sender, Instant time, Object value) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(SPEC_VERSION, "1.0");
        headers.put(ID, id.toString());
        headers.put(TYPE, type);
        headers.put(SOURCE, "/firebreak/" + sender);
        headers.put(TIME, time.toString());
        headers.put(SUBJECT, key);
        headers.put(CONTENT_TYPE, "application/json");
        return new WireMessage(topic, key, headers, JSON.writeValueAsBytes(value));
    }
}
