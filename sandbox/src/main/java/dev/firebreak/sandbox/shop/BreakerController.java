package dev.firebreak.sandbox.shop;

import dev.firebreak.sandbox.call.Call;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The shop's breaker, by Resilience4j's actuator endpoint and by a team's own admin endpoints. */
@RestController
@RequestMapping("/hosts/{host}")
class BreakerController {
    private final Shops shops;
    private final JsonMapper json;

    BreakerController(Shops shops, JsonMapper json) {
        this.shops = shops;
        this.json = json;
    }

    @GetMapping("/actuator/health")
    ResponseEntity<Object> health(@PathVariable String host) {
        return shops.ofHost(host).isHealthy()
                ? ResponseEntity.ok(Map.of("status", "UP"))
                : ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(Map.of("status", "DOWN"));
    }

    @GetMapping("/actuator/circuitbreakers")
    Map<String, Object> breakers(@PathVariable String host) {
        Map<String, Object> all = new LinkedHashMap<>();
        shops.ofHost(host)
                .breaker()
                .registry()
                .getAllCircuitBreakers()
                .forEach(breaker -> all.put(breaker.getName(), details(breaker)));
        return Map.of("circuitBreakers", all);
    }

    /** Numbers of rates are texts with a percent sign there. */
    private static Map<String, Object> details(CircuitBreaker breaker) {
        var config = breaker.getCircuitBreakerConfig();
        var metrics = breaker.getMetrics();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("failureRate", metrics.getFailureRate() + "%");
        details.put("slowCallRate", metrics.getSlowCallRate() + "%");
        details.put("failureRateThreshold", config.getFailureRateThreshold() + "%");
        details.put("slowCallRateThreshold", config.getSlowCallRateThreshold() + "%");
        details.put("bufferedCalls", metrics.getNumberOfBufferedCalls());
        details.put("failedCalls", metrics.getNumberOfFailedCalls());
        details.put("slowCalls", metrics.getNumberOfSlowCalls());
        details.put("slowFailedCalls", metrics.getNumberOfSlowFailedCalls());
        details.put("notPermittedCalls", metrics.getNumberOfNotPermittedCalls());
        details.put("state", breaker.getState());
        return details;
    }

    enum UpdateState {
        CLOSE,
        FORCE_OPEN,
        DISABLE
    }

    record StateChange(UpdateState updateState) {}

    @PostMapping("/actuator/circuitbreakers/{name}")
    ResponseEntity<Object> update(@PathVariable String host, @PathVariable String name, ServerWebExchange exchange) {
        Call call = note(exchange, host);
        StateChange change;
        try {
            change = json.readValue(call.body(), StateChange.class);
        } catch (JacksonException e) { // an unknown state is answered like this by Spring too
            return ResponseEntity.badRequest().body(Map.of("error", "Bad Request"));
        }
        ShopBreaker shop = shops.ofHost(host).breaker();
        CircuitBreaker breaker = shop.named(name);
        switch (change.updateState()) {
            case CLOSE -> {
                if (name.equals(ShopBreaker.NAME)) {
                    shop.reset();
                } else {
                    breaker.transitionToClosedState();
                }
            }
            case FORCE_OPEN -> breaker.transitionToForcedOpenState();
            case DISABLE -> breaker.transitionToDisabledState();
        }
        return ResponseEntity.ok(Map.of(
                "circuitBreakerName", name,
                "currentState", breaker.getState().name(),
                "message", "%s state has been changed successfully".formatted(name)));
    }

    @GetMapping("/api/admin/circuit-breaker-status")
    Map<String, Object> status(@PathVariable String host) {
        ShopBreaker breaker = shops.ofHost(host).breaker();
        float failureRate = breaker.breaker().getMetrics().getFailureRate();
        double successRate = failureRate < 0 ? 1.0 : 1 - failureRate / 100;
        return Map.of("state", breaker.state(), "tokens", 0, "successRate", successRate, "p95Latency", 55_000);
    }

    @GetMapping("/api/monitoring/resilience")
    ResponseEntity<Object> resilience(@PathVariable String host, ServerWebExchange exchange) {
        if (Call.of(exchange).bearer().isEmpty()) {
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED).body(Map.of("error", "unauthorized"));
        }
        Shop shop = shops.ofHost(host);
        return ResponseEntity.ok(Map.of(
                "circuitBreaker", Map.of("state", shop.breaker().state()),
                "queueController", Map.of("depth", shop.queueDepth())));
    }

    @PostMapping("/api/admin/reset-circuit-breaker")
    ResponseEntity<Object> reset(@PathVariable String host, ServerWebExchange exchange) {
        if (note(exchange, host).bearer().isEmpty()) {
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED).body(Map.of("error", "unauthorized"));
        }
        ShopBreaker breaker = shops.ofHost(host).breaker();
        breaker.reset();
        return ResponseEntity.ok(Map.of("success", true, "state", breaker.state()));
    }

    private static Call note(ServerWebExchange exchange, String host) {
        Call call = Call.of(exchange);
        call.fact("host", host);
        call.fact("path", call.path().substring("/hosts/".length() + host.length()));
        return call;
    }
}
