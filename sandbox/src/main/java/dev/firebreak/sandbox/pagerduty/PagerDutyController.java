package dev.firebreak.sandbox.pagerduty;

import dev.firebreak.sandbox.call.Answer;
import dev.firebreak.sandbox.call.Call;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Events API v2, and the people who answer what it opened. */
@RestController
@RequestMapping("/pagerduty")
class PagerDutyController {
    private static final int MOST_BYTES = 512 * 1024;

    private final PagerAlerts alerts;
    private final PagerWebhooks webhooks;
    private final InstantSource clock;
    private final JsonMapper json;

    PagerDutyController(PagerAlerts alerts, PagerWebhooks webhooks, InstantSource clock, JsonMapper json) {
        this.alerts = alerts;
        this.webhooks = webhooks;
        this.clock = clock;
        this.json = json;
    }

    @PostMapping("/v2/enqueue")
    ResponseEntity<Map<String, Object>> enqueue(ServerWebExchange exchange) {
        Call call = Call.of(exchange);
        if (call.body().length > MOST_BYTES) {
            return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).body(Map.of("status", "invalid event"));
        }
        PagerEvent event;
        try {
            event = new PagerEvent(json.readTree(call.body()));
        } catch (JacksonException e) { // what is no JSON is the sender's mistake
            return invalid(List.of("the body is no JSON"));
        }
        List<String> errors = event.errors();
        if (!errors.isEmpty()) {
            return invalid(errors);
        }
        if (alerts.isThrottled(event.routingKey())) {
            return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                    .body(Map.of(
                            "status",
                            "throttle exceeded",
                            "message",
                            "Requests for this service are arriving" + " too quickly. Please retry later."));
        }
        Optional<PagerAlert> alert = alerts.apply(event);
        alert.ifPresent(changed -> webhooks.echo(pastTense(event.action()), changed));
        return accepted(call, event, alert);
    }

    private static String pastTense(String action) {
        return switch (action) {
            case "acknowledge" -> "acknowledged";
            case "resolve" -> "resolved";
            default -> "triggered";
        };
    }

    private static ResponseEntity<Map<String, Object>> accepted(
            Call call, PagerEvent event, Optional<PagerAlert> alert) {
        String dedupKey = alert.map(PagerAlert::dedupKey).orElse(event.dedupKey());
        call.fact("action", event.action());
        call.fact("dedupKey", dedupKey);
        call.fact("severity", event.severity().isEmpty() ? null : event.severity());
        call.fact("state", alert.map(PagerAlert::state).orElse("dropped"));
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .body(Map.of("status", "success", "message", "Event processed", "dedup_key", dedupKey));
    }

    private static ResponseEntity<Map<String, Object>> invalid(List<String> errors) {
        return ResponseEntity.badRequest()
                .body(Map.of("status", "invalid event", "message", "Event object is invalid", "errors", errors));
    }

    @PostMapping("/v2/change/enqueue")
    ResponseEntity<Map<String, Object>> change() {
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .body(Map.of("status", "success", "message", "Change event processed"));
    }

    @GetMapping("/alerts")
    List<PagerAlert> alerts() {
        return alerts.all();
    }

    /** A responder at work there; answers what Firebreak said to the webhook. */
    @PostMapping("/people")
    Map<String, Object> act(@RequestBody PagerPerson person) {
        String state = switch (person.does()) {
            case "acknowledge" -> "acknowledged";
            case "resolve" -> PagerAlert.RESOLVED;
            case "reopen" -> "triggered";
            case "escalate", "reassign", "note" -> "";
            default ->
                throw new IllegalArgumentException(
                        "'does' is '%s': acknowledge, resolve, reopen, escalate, reassign or note"
                                .formatted(person.does()));
        };
        PagerAlert alert = alerts.change(person.incident(), state)
                .flatMap(changed -> alerts.change(changed.incidentId(), it -> called(person, it)))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "PagerDuty has no such incident"));
        Answer answer = webhooks.tell(typeOf(person.does()), person.name(), data(person, alert));
        return Map.of("status", answer.status(), "body", answer.body(), "millis", answer.millis());
    }

    private PagerAlert called(PagerPerson person, PagerAlert alert) {
        return switch (person.does()) {
            case "reassign" -> alert.givenTo(user(person.words()), clock.instant());
            case "escalate" -> alert.escalatedTo(Math.min(PagerAlert.LEVELS, alert.level() + 1), clock.instant());
            default -> alert;
        };
    }

    private static PagerUser user(String text) {
        return PagerUser.search(text).stream().findFirst().orElseGet(() -> PagerUser.named(text));
    }

    private static String typeOf(String does) {
        return switch (does) {
            case "acknowledge", "resolve" -> pastTense(does);
            case "escalate" -> "escalated";
            case "reopen" -> "reopened";
            case "reassign" -> "reassigned";
            default -> "annotated";
        };
    }

    private ObjectNode data(PagerPerson person, PagerAlert alert) {
        if (person.does().equals("note")) {
            PagerNote note =
                    new PagerNote(UUID.randomUUID().toString(), person.name(), person.words(), clock.instant());
            alerts.change(alert.incidentId(), it -> it.noted(note));
            return webhooks.note(alert, note);
        }
        return webhooks.incident(alert);
    }

    /**
     * @param perMinute events of one integration key; 0 means no limit
     * @param restPerMinute requests to the REST API; null means as many as PagerDuty allows
     */
    record Limit(int perMinute, @Nullable Integer restPerMinute) {}

    @PutMapping("/limits")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void limit(@RequestBody Limit limit) {
        Integer rest = limit.restPerMinute();
        alerts.limit(limit.perMinute(), rest == null ? PagerAlerts.REST_PER_MINUTE : rest);
    }
}
