package dev.firebreak.sandbox.pagerduty;

import dev.firebreak.sandbox.call.Call;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code https://api.pagerduty.com}: incidents by their key, whose they are, how far they escalate and what is noted on
 * them. Any token will do.
 */
@RestController
@RequestMapping("/pagerduty/rest")
class PagerRestController {
    private static final int INVALID_INPUT = 2001;
    private static final int THROTTLED = 2020;
    private static final int NOT_FOUND = 2100;

    private final PagerAlerts alerts;
    private final PagerWebhooks webhooks;
    private final InstantSource clock;
    private final JsonMapper json;

    /** By their ids: whoever is given something was looked for first. */
    private final Map<String, PagerUser> found = new ConcurrentHashMap<>();

    PagerRestController(PagerAlerts alerts, PagerWebhooks webhooks, InstantSource clock, JsonMapper json) {
        this.alerts = alerts;
        this.webhooks = webhooks;
        this.clock = clock;
        this.json = json;
    }

    @GetMapping("/users")
    ResponseEntity<JsonNode> users(
            @RequestHeader(required = false) @Nullable String authorization,
            @RequestParam(defaultValue = "") String query) {
        return admitted(authorization, () -> {
            ObjectNode answer = json.createObjectNode();
            ArrayNode users = answer.putArray("users");
            PagerUser.search(query).forEach(user -> {
                found.put(user.id(), user);
                users.addObject()
                        .put("id", user.id())
                        .put("type", "user")
                        .put("name", user.name())
                        .put("email", user.email());
            });
            return ResponseEntity.ok(answer.put("more", false));
        });
    }

    @GetMapping("/incidents")
    ResponseEntity<JsonNode> incidents(
            @RequestHeader(required = false) @Nullable String authorization,
            @RequestParam("incident_key") String incidentKey) {
        return admitted(authorization, () -> {
            ObjectNode answer = json.createObjectNode();
            ArrayNode incidents = answer.putArray("incidents");
            alerts.of(incidentKey).forEach(alert -> incidents.add(incident(alert)));
            return ResponseEntity.ok(answer.put("more", false));
        });
    }

    private ObjectNode incident(PagerAlert alert) {
        ObjectNode incident = webhooks.incident(alert);
        incident.putObject("service").put("id", alert.serviceId()).put("type", "service_reference");
        incident.putArray("assignments")
                .addObject()
                .putObject("assignee")
                .put("id", alert.called().id())
                .put("type", "user_reference");
        return incident;
    }

    @GetMapping("/incidents/{id}/notes")
    ResponseEntity<JsonNode> notes(
            @RequestHeader(required = false) @Nullable String authorization, @PathVariable String id) {
        return admitted(
                authorization,
                () -> alerts.find(id)
                        .<ResponseEntity<JsonNode>>map(alert -> {
                            ObjectNode answer = json.createObjectNode();
                            ArrayNode notes = answer.putArray("notes");
                            alert.notes().forEach(note -> notes.add(note(note)));
                            return ResponseEntity.ok(answer);
                        })
                        .orElseGet(this::notFound));
    }

    @PostMapping("/incidents/{id}/notes")
    ResponseEntity<JsonNode> note(
            @RequestHeader(required = false) @Nullable String authorization,
            @RequestHeader(required = false) @Nullable String from,
            @PathVariable String id,
            ServerWebExchange exchange) {
        return admitted(authorization, () -> {
            if (from == null || !from.contains("@")) {
                return requesterUnknown();
            }
            String content = content(Call.of(exchange));
            if (content.isBlank()) {
                return invalid("Content cannot be empty.");
            }
            PagerNote note = new PagerNote(UUID.randomUUID().toString(), from, content, clock.instant());
            Optional<PagerAlert> noted = alerts.change(id, alert -> alert.noted(note));
            noted.ifPresent(alert -> webhooks.echo(note, alert));
            return noted.isEmpty()
                    ? notFound()
                    : ResponseEntity.status(HttpStatus.CREATED)
                            .body(json.createObjectNode().set("note", note(note)));
        });
    }

    /** Whose it is, or the level of the escalation policy that is called; the rest of what there is no tool of ours asks. */
    @PutMapping("/incidents/{id}")
    ResponseEntity<JsonNode> change(
            @RequestHeader(required = false) @Nullable String authorization,
            @RequestHeader(required = false) @Nullable String from,
            @PathVariable String id,
            ServerWebExchange exchange) {
        return admitted(authorization, () -> {
            if (from == null || !from.contains("@")) {
                return requesterUnknown();
            }
            JsonNode wanted = body(Call.of(exchange)).path("incident");
            String assignee = wanted.at("/assignments/0/assignee/id").asString("");
            int level = wanted.path("escalation_level").asInt(0);
            if (!wanted.path("type").asString("").startsWith("incident") || (assignee.isEmpty() && level == 0)) {
                return invalid("Incident is invalid.");
            }
            if (level > PagerAlert.LEVELS) {
                return invalid("Escalation Level is invalid.");
            }
            if (alerts.find(id).filter(alert -> !alert.isOpen()).isPresent()) {
                return invalid("Incident Already Resolved");
            }
            Optional<PagerAlert> changed = alerts.change(
                    id,
                    alert -> level > 0
                            ? alert.escalatedTo(level, clock.instant())
                            : alert.givenTo(found.getOrDefault(assignee, PagerUser.named(assignee)), clock.instant()));
            changed.ifPresent(alert -> webhooks.echo(level > 0 ? "escalated" : "reassigned", from, alert));
            return changed.<ResponseEntity<JsonNode>>map(
                            alert -> ResponseEntity.ok(json.createObjectNode().set("incident", incident(alert))))
                    .orElseGet(this::notFound);
        });
    }

    private String content(Call call) {
        return body(call).path("note").path("content").asString("");
    }

    private JsonNode body(Call call) {
        try {
            return json.readTree(call.body());
        } catch (JacksonException _) { // what is no JSON asks for nothing
            return json.missingNode();
        }
    }

    private ObjectNode note(PagerNote note) {
        ObjectNode written = json.createObjectNode()
                .put("id", note.id())
                .put("content", note.content())
                .put("created_at", note.createdAt().toString());
        written.putObject("user").put("type", "user_reference").put("summary", note.user());
        return written;
    }

    private ResponseEntity<JsonNode> admitted(
            @Nullable String authorization, Supplier<ResponseEntity<JsonNode>> answer) {
        if (authorization == null || !authorization.matches("Token token=\\S+")) {
            return refused(HttpStatus.UNAUTHORIZED, null, "HTTP Token: Access denied.");
        }
        int wait = alerts.restWaitSeconds();
        if (wait > 0) {
            ResponseEntity<JsonNode> refused = refused(HttpStatus.TOO_MANY_REQUESTS, THROTTLED, "Rate Limit Exceeded");
            return ResponseEntity.status(refused.getStatusCode())
                    .header("ratelimit-limit", Integer.toString(alerts.restPerMinute()))
                    .header("ratelimit-remaining", "0")
                    .header("ratelimit-reset", Integer.toString(wait))
                    .body(refused.getBody());
        }
        return answer.get();
    }

    private ResponseEntity<JsonNode> requesterUnknown() {
        return invalid("Requester User Not Found");
    }

    private ResponseEntity<JsonNode> invalid(String why) {
        return refused(HttpStatus.BAD_REQUEST, INVALID_INPUT, "Invalid Input Provided", why);
    }

    private ResponseEntity<JsonNode> notFound() {
        return refused(HttpStatus.NOT_FOUND, NOT_FOUND, "Not Found");
    }

    private ResponseEntity<JsonNode> refused(
            HttpStatus status, @Nullable Integer code, String message, String... errors) {
        ObjectNode answer = json.createObjectNode();
        ObjectNode error = answer.putObject("error").put("message", message).put("code", code);
        List.of(errors).forEach(error.withArray("errors")::add);
        return ResponseEntity.status(status).body(answer);
    }
}
