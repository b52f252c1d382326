package dev.firebreak.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.sandbox.Sandbox.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StatuspageIT {
    private static final Map<String, String> KEY = Map.of("Authorization", "OAuth key");

    private final Sandbox sandbox = Sandbox.shared();

    @Test
    void keepsAnIncidentOfThePageUntilItIsResolved() {
        Response opened =
                call("POST", "page", "", Map.of("name", "High: web", "body", "We look", "status", "investigating"));
        assertThat(opened.status()).isEqualTo(201);
        assertThat(sandbox.lastEffect("statuspage").path("facts").path("call").asString())
                .isEqualTo("open");
        String id = opened.json().path("id").asString();
        assertThat(unresolved("page")).containsExactly(id);
        assertThat(unresolved("another")).isEmpty();

        call("PATCH", "page", "/" + id, Map.of("status", "monitoring", "body", "It works"));

        JsonNode told = call("GET", "page", "/unresolved", Map.of()).json().get(0);
        assertThat(told.path("status").asString()).isEqualTo("monitoring");
        assertThat(told.path("incident_updates")
                        .valueStream()
                        .map(it -> it.path("body").asString()))
                .as("the newest first")
                .containsExactly("It works", "We look");
        call("PATCH", "page", "/" + id, Map.of("status", "resolved", "body", "Done"));
        assertThat(unresolved("page")).isEmpty();
    }

    @Test
    void refusesAsStatuspageDoes() {
        assertThat(sandbox.get("/statuspage/v1/pages/page/incidents/unresolved").status())
                .isEqualTo(401);
        assertThat(sandbox.post("/statuspage/v1/pages/page/incidents", Map.of("incident", Map.of("name", "x")))
                        .status())
                .isEqualTo(401);
        assertThat(call("POST", "page", "", Map.of("name", "")).status()).isEqualTo(422);
        assertThat(call("POST", "page", "", Map.of("name", "x", "status", "on fire"))
                        .status())
                .isEqualTo(422);
        assertThat(call("PATCH", "page", "/none", Map.of("status", "resolved")).status())
                .isEqualTo(404);
    }

    private List<String> unresolved(String page) {
        return call("GET", page, "/unresolved", Map.of())
                .json()
                .valueStream()
                .map(it -> it.path("id").asString())
                .toList();
    }

    private Response call(String method, String page, String path, Map<String, String> incident) {
        String body =
                method.equals("GET") ? null : JsonMapper.shared().writeValueAsString(Map.of("incident", incident));
        return sandbox.send(method, "/statuspage/v1/pages/" + page + "/incidents" + path, KEY, body);
    }
}
