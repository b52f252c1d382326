package dev.firebreak.notifier.pagerduty.webhook;

import dev.firebreak.notifier.inbound.MalformedRequestException;
import dev.firebreak.notifier.inbound.StrictJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One event as PagerDuty tells it (Webhooks v3).
 *
 * @param id the same however often it is delivered; signed, unlike the delivery's id in the headers
 * @param type such as {@code incident.acknowledged}; new ones come without notice
 * @param agent who did it; null for a rule, a time-out or an integration
 * @param pagerDutyId of the incident there; null when it is about something else
 * @param incidentKey what it was opened with, ours when we opened it; null where PagerDuty does not say
 * @param data the incident, or the note or status update about it
 */
record WebhookEvent(
        String id,
        String type,
        Instant occurredAt,
        @Nullable Agent agent,
        @Nullable String pagerDutyId,
        @Nullable String incidentKey,
        JsonNode data) {
    record Agent(String id, String name) {}

    /** Empty when nobody, several people, or a schedule or a policy has it. */
    Optional<Agent> onlyAssignee() {
        JsonNode assignees = data.path("assignees");
        return assignees.size() == 1 ? agent(assignees.path(0)) : Optional.empty();
    }

    /** @throws MalformedRequestException when it is no such event; says which field is missing or wrong */
    static WebhookEvent read(byte[] body) {
        JsonNode event = StrictJson.read(StrictJson.utf8(body)).path("event");
        JsonNode data = event.path("data");
        JsonNode incident = data.path("type").asString("").equals("incident") ? data : data.path("incident");
        return new WebhookEvent(
                required(event, "id"),
                required(event, "event_type"),
                time(required(event, "occurred_at")),
                agent(event.path("agent")).orElse(null),
                text(incident, "id"),
                text(incident, "incident_key"),
                data);
    }

    /** Only people: a rule, a time-out and our own events have an agent of another type, or none. */
    private static Optional<Agent> agent(JsonNode agent) {
        String id = text(agent, "id");
        if (id == null || !agent.path("type").asString("").startsWith("user")) {
            return Optional.empty();
        }
        String name = text(agent, "summary");
        return Optional.of(new Agent(id, name == null ? id : name));
    }

    /** Null when it is not there or blank. */
    @Nullable
    static String text(JsonNode object, String field) {
        String value = object.path(field).asString("").strip();
        return value.isEmpty() ? null : value;
    }

    private static String required(JsonNode event, String field) {
        String value = text(event, field);
        if (value == null) {
            throw new MalformedRequestException("/event/" + field + " is missing: a webhook of version 3 has it");
        }
        return value;
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new MalformedRequestException("/event/occurred_at is no time like 2026-01-31T09:30:00.000Z");
        }
    }
}
