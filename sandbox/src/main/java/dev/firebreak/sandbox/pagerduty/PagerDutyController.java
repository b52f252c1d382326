package dev.firebreak.sandbox.pagerduty;

import dev.firebreak.sandbox.call.Call;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Events API v2. */
@RestController
@RequestMapping("/pagerduty")
class PagerDutyController {
    private static final int MOST_BYTES = 512 * 1024;

    private final PagerAlerts alerts;
    private final JsonMapper json;

    PagerDutyController(PagerAlerts alerts, JsonMapper json) {
        this.alerts = alerts;
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
        return accepted(call, event, alerts.apply(event));
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

    /** @param perMinute events of one integration key; 0 means no limit */
    record Limit(int perMinute) {}

    @PutMapping("/limits")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void limit(@RequestBody Limit limit) {
        alerts.limit(limit.perMinute());
    }
}
