package dev.firebreak.notifier.webhook;

import dev.firebreak.model.alert.Deployment;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.notifier.message.Bundle;
import dev.firebreak.notifier.message.Message;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What another program is told: a stable part of the incident, whatever becomes of our own messages. */
final class WebhookBody {
    private WebhookBody() {}

    static String of(Bundle.Item item, @Nullable URI console) {
        Message message = item.message();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("receiver", message.receiver().name());
        put(data, "words", message.words());
        data.put("incident", incident(item.incident(), console));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "incident." + message.transition().kind().name().toLowerCase(Locale.ROOT));
        body.put("timestamp", message.occurredAt().toString());
        body.put("data", data);
        return Wire.JSON.writeValueAsString(body);
    }

    private static Map<String, Object> incident(Incident it, @Nullable URI console) {
        Map<String, Object> incident = new LinkedHashMap<>();
        incident.put("id", it.id().toString());
        incident.put("number", it.number());
        incident.put("title", it.title());
        incident.put("state", it.state().word());
        incident.put("severity", it.severity().word());
        incident.put("level", it.level());
        incident.put("system", it.system());
        incident.put("service", it.service());
        put(incident, "runbook", it.runbook() == null ? null : it.runbook().title());
        incident.put("alertsFiring", it.firingCount());
        incident.put("openedAt", it.openedAt().toString());
        put(incident, "acknowledgedAt", it.acknowledgedAt());
        put(incident, "acknowledgedBy", it.acknowledgedBy());
        put(
                incident,
                "assignedTo",
                it.assignedTo() == null ? null : it.assignedTo().name());
        put(incident, "mitigatedAt", it.mitigatedAt());
        put(incident, "resolvedAt", it.resolvedAt());
        put(incident, "resolvedBy", it.resolvedBy());
        put(incident, "suspectDeployment", id(it.suspect()));
        put(incident, "lastGoodDeployment", id(it.lastGood()));
        put(incident, "url", console == null ? null : console.resolve("/incidents/" + it.id()));
        return incident;
    }

    private static @Nullable String id(@Nullable Deployment deployment) {
        return deployment == null ? null : deployment.id();
    }

    private static void put(Map<String, Object> into, String name, @Nullable Object value) {
        if (value != null) {
            into.put(name, value instanceof Instant || value instanceof URI ? value.toString() : value);
        }
    }
}
