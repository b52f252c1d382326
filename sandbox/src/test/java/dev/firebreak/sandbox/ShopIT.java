package dev.firebreak.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ShopIT {
    private static final Map<String, String> BEARER = Map.of("Authorization", "Bearer token");
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    private final Sandbox sandbox = Sandbox.shared();
    private final String host = UUID.randomUUID() + ".example";

    @Test
    void opensItsBreakerAndIsResetByTheTeamsEndpoint() {
        sandbox.post("/shop/" + host + "/breaker/trip", Map.of());
        assertThat(state()).isEqualTo("open");
        assertThat(sandbox.post("/hosts/" + host + "/api/generate", Map.of()).status())
                .isEqualTo(503);
        assertThat(sandbox.get("/hosts/" + host + "/metrics").text()).contains("circuit_breaker_state 2");

        assertThat(sandbox.post("/hosts/" + host + "/api/admin/reset-circuit-breaker", "")
                        .status())
                .as("without a bearer")
                .isEqualTo(401);
        assertThat(state()).isEqualTo("open");
        sandbox.send("POST", "/hosts/" + host + "/api/admin/reset-circuit-breaker", BEARER, null);

        assertThat(state()).isEqualTo("closed");
        assertThat(sandbox.lastEffect("host").path("facts").path("path").asString())
                .isEqualTo("/api/admin/reset-circuit-breaker");
    }

    @Test
    void opensAgainAfterAResetWhileItsUpstreamIsBroken() {
        sandbox.post("/shop/" + host + "/breaker/trip", Map.of("upstream", "broken"));

        sandbox.send("POST", "/hosts/" + host + "/api/admin/reset-circuit-breaker", BEARER, null);

        assertThat(state()).isEqualTo("open");
    }

    @Test
    void speaksTheActuatorsBreakerEndpoint() {
        sandbox.post("/shop/" + host + "/breaker/trip", Map.of());
        var breaker = sandbox.get("/hosts/" + host + "/actuator/circuitbreakers")
                .json()
                .path("circuitBreakers")
                .path("generation");
        assertThat(breaker.path("state").asString()).isEqualTo("OPEN");
        assertThat(breaker.path("failureRateThreshold").asString()).isEqualTo("50.0%");
        assertThat(breaker.path("failureRate").asString()).isEqualTo("100.0%");

        var closed = update("generation", "CLOSE");

        assertThat(closed.json().path("currentState").asString()).isEqualTo("CLOSED");
        assertThat(update("generation", "SHUT").status()).isEqualTo(400);
        assertThat(update("nobody-knows", "CLOSE").status())
                .as("made silently, as the real one does")
                .isEqualTo(200);
    }

    private Sandbox.Response update(String breaker, String state) {
        return sandbox.send(
                "POST",
                "/hosts/" + host + "/actuator/circuitbreakers/" + breaker,
                JSON,
                "{\"updateState\":\"%s\"}".formatted(state));
    }

    @Test
    void cannotServeFromACorruptCacheUntilItIsFlushed() {
        sandbox.post("/shop/vocavision.com/cache/fill", Map.of("words", 10, "sessions", 3));
        assertThat(sandbox.get("/hosts/vocavision.com/api/words/7").status()).isEqualTo(200);
        sandbox.post("/shop/vocavision.com/cache/corrupt", Map.of());
        assertThat(sandbox.get("/hosts/vocavision.com/api/words/7").status()).isEqualTo(500);
        assertThat(sandbox.get("/hosts/api.vocavision.com/health").status()).isEqualTo(503);

        try (var redis = RedisClient.create(
                        sandbox.get("/shop").json().path("redis").asString());
                var connection = redis.connect()) {
            connection.sync().flushdb();
        }

        var health = sandbox.get("/hosts/api.vocavision.com/health");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.json().path("checks").path("redis").asString()).isEqualTo("healthy");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> sandbox.get("/ledger?provider=redis").json().size() > 0);
        assertThat(sandbox.lastEffect("redis").path("facts").path("command").asString())
                .isEqualTo("FLUSHDB");
    }

    @Test
    void answersWhatATestOrders() {
        assertThat(sandbox.get("/hosts/" + host + "/api/jobs").status()).isEqualTo(404);
        sandbox.put(
                "/shop/" + host + "/answers", Map.of("path", "/api/jobs", "status", 418, "body", Map.of("stuck", 3)));

        var answer = sandbox.get("/hosts/" + host + "/api/jobs");

        assertThat(answer.status()).isEqualTo(418);
        assertThat(answer.json().path("stuck").asInt()).isEqualTo(3);
    }

    @Test
    void showsAStatusPageOfItsOwn() {
        String path = "/hosts/" + host + "/api/v2/status.json";
        assertThat(sandbox.get(path).json().path("status").path("indicator").asString())
                .isEqualTo("none");
        sandbox.put("/shop/" + host + "/status", Map.of("indicator", "major"));

        assertThat(sandbox.get(path).json().path("status").path("indicator").asString())
                .isEqualTo("major");
    }

    private String state() {
        return sandbox.get("/hosts/" + host + "/api/admin/circuit-breaker-status")
                .json()
                .path("state")
                .asString();
    }
}
