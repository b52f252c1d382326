package dev.firebreak.sandbox.pagerduty;

import dev.firebreak.model.Secret;
import dev.firebreak.model.wire.HexHmac;
import dev.firebreak.sandbox.SandboxSettings;
import dev.firebreak.sandbox.call.Answer;
import dev.firebreak.sandbox.call.Deliveries;
import dev.firebreak.sandbox.call.Poster;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Webhooks v3: tells the subscriber what happened, also what the subscriber did itself. */
@Component
class PagerWebhooks implements DisposableBean {
    private final Poster poster;
    private final URI url;
    private final List<Secret> secrets;
    private final InstantSource clock;
    private final JsonMapper json;
    private final Deliveries deliveries = new Deliveries("sandbox-pagerduty-webhooks", this::post);

    PagerWebhooks(Poster poster, SandboxSettings settings, InstantSource clock, JsonMapper json) {
        this.poster = poster;
        this.url = settings.notifier().resolve("/webhooks/pagerduty");
        this.secrets = settings.pagerduty().webhookSecrets();
        this.clock = clock;
        this.json = json;
    }

    /** What an integration did comes back to it, with no person as its agent. */
    void echo(String type, PagerAlert alert) {
        if (!secrets.isEmpty()) {
            var _ = deliveries.send(List.of(event(type, null, incident(alert))));
        }
    }

    /** What was written in a user's name by the REST API comes back as that user's, too. */
    void echo(PagerNote note, PagerAlert alert) {
        if (!secrets.isEmpty()) {
            var _ = deliveries.send(List.of(event("annotated", note.user(), note(alert, note))));
        }
    }

    /** So does what was changed in a user's name. */
    void echo(String type, String user, PagerAlert alert) {
        if (!secrets.isEmpty()) {
            var _ = deliveries.send(List.of(event(type, user, incident(alert))));
        }
    }

    /** What a person did; once, and whatever the answer is. */
    Answer tell(String type, String user, ObjectNode data) {
        return post(event(type, user, data));
    }

    private Answer post(String body) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException(
                    "set FIREBREAK_PAGERDUTY_WEBHOOK_SECRETS: nothing can be signed without it");
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return poster.post(
                url,
                Map.of(
                        "Content-Type",
                        "application/json",
                        "User-Agent",
                        "PagerDuty-Webhook/V3.0",
                        "X-PagerDuty-Signature",
                        "v1=" + new HexHmac(HexHmac.SHA256, secrets.getFirst()).sign(bytes),
                        "X-Webhook-Id",
                        UUID.randomUUID().toString()),
                bytes);
    }

    private String event(String type, @Nullable String user, ObjectNode data) {
        ObjectNode event = json.createObjectNode()
                .put("id", UUID.randomUUID().toString())
                .put("event_type", "incident." + type)
                .put("resource_type", "incident")
                .put("occurred_at", clock.instant().toString());
        if (user == null) {
            event.putNull("agent");
        } else {
            event.putObject("agent")
                    .put("id", user)
                    .put("type", "user_reference")
                    .put("summary", user);
        }
        event.putNull("client");
        event.set("data", data);
        return json.writeValueAsString(json.createObjectNode().set("event", event));
    }

    ObjectNode incident(PagerAlert alert) {
        ObjectNode incident = json.createObjectNode()
                .put("id", alert.incidentId())
                .put("type", "incident")
                .put("status", alert.state())
                .put("incident_key", alert.dedupKey())
                .put("created_at", alert.openedAt().toString())
                .put("title", alert.summary());
        PagerUser called = alert.called();
        incident.putArray("assignees")
                .addObject()
                .put("id", called.id())
                .put("type", "user_reference")
                .put("summary", called.name());
        incident.putNull("resolve_reason");
        return incident;
    }

    ObjectNode note(PagerAlert alert, PagerNote written) {
        ObjectNode note = json.createObjectNode()
                .put("id", written.id())
                .put("type", "incident_note")
                .put("content", written.content())
                .put("trimmed", false);
        note.putObject("incident").put("id", alert.incidentId()).put("type", "incident_reference");
        return note;
    }

    @Override
    public void destroy() {
        deliveries.close();
    }
}
