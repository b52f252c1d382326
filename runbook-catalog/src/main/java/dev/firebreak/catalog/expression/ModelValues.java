package dev.firebreak.catalog.expression;

import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.Deployment;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentState;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The model's records as CEL sees them; what is null is left out. */
final class ModelValues {
    private ModelValues() {}

    static Map<String, Object> of(Alert alert) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("id", alert.id().toString());
        values.put("source", alert.source());
        values.put("type", alert.type());
        values.put("status", alert.status().word());
        values.put("name", alert.name());
        values.put("severity", alert.severity().word());
        values.put("fingerprint", alert.fingerprint());
        values.put("service", alert.service());
        putIfKnown(values, "project", alert.project());
        putIfKnown(values, "environment", alert.environment());
        putIfKnown(values, "release", alert.release());
        values.put("title", alert.title());
        putIfKnown(values, "description", alert.description());
        values.put("labels", alert.labels());
        values.put("annotations", alert.annotations());
        values.put("startsAt", alert.startsAt());
        putIfKnown(values, "endsAt", alert.endsAt());
        values.put("receivedAt", alert.receivedAt());
        return values;
    }

    static Map<String, Object> of(Incident incident, Instant now) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("id", incident.id().toString());
        values.put("number", incident.number());
        values.put("title", incident.title());
        values.put("state", incident.state().word());
        values.put("severity", incident.severity().word());
        values.put("level", incident.level());
        values.put("system", incident.system());
        values.put("service", incident.service());
        values.put("alertCount", (long) incident.alertCount());
        values.put("firingCount", (long) incident.firingCount());
        values.put("fingerprintCount", (long) incident.alerts().size());
        values.put("services", List.of(incident.service()));
        values.put("openedAt", incident.openedAt());
        values.put("age", Duration.between(incident.openedAt(), now));
        values.put("acknowledged", incident.state() != IncidentState.TRIGGERED);
        values.put(
                "mitigated",
                incident.state() == IncidentState.MITIGATED || !incident.state().isOpen());
        values.put("resolved", !incident.state().isOpen());
        return values;
    }

    static Map<String, Object> levelOf(Incident incident) {
        return Map.of(
                "name", incident.level(),
                "title", incident.levelTitle(),
                "severity", incident.severity().word());
    }

    static Map<String, Object> of(@Nullable Deployment suspect, @Nullable Deployment lastGood) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (suspect != null) {
            values.put("suspect", of(suspect));
        }
        if (lastGood != null) {
            values.put("lastGood", of(lastGood));
        }
        return values;
    }

    private static Map<String, Object> of(Deployment deployment) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("id", deployment.id());
        values.put("provider", deployment.provider());
        values.put("project", deployment.project());
        putIfKnown(values, "projectName", deployment.projectName());
        values.put("environment", deployment.environment());
        putIfKnown(values, "url", deployment.url());
        putIfKnown(values, "commit", deployment.commit());
        putIfKnown(values, "commitMessage", deployment.commitMessage());
        putIfKnown(values, "author", deployment.author());
        values.put("createdAt", deployment.createdAt());
        return values;
    }

    private static void putIfKnown(Map<String, Object> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }
}
