package dev.firebreak.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.sandbox.Sandbox.Response;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GithubIT {
    private static final Map<String, String> TOKEN = Map.of("Authorization", "Bearer token");
    private static final String MAIN = "{\"ref\": \"main\"}";

    private final Sandbox sandbox = Sandbox.shared();

    @Test
    void aDispatchBecomesARunOfThatBranch() {
        assertThat(call("GET", "deploy.yml", "", null).json().path("state").asString())
                .isEqualTo("active");
        assertThat(call("POST", "deploy.yml", "/dispatches", MAIN).status()).isEqualTo(204);

        JsonNode facts = sandbox.lastEffect("github").path("facts");
        assertThat(facts.path("workflow").asString()).isEqualTo("deploy.yml");
        JsonNode run = runs("deploy.yml", "main").path("workflow_runs").get(0);
        assertThat(run.path("event").asString()).isEqualTo("workflow_dispatch");
        assertThat(run.path("conclusion").asString()).isEqualTo("success");
        assertThat(runs("deploy.yml", "other").path("total_count").asInt()).isZero();
    }

    @Test
    void aWorkflowMayFailOrBeMissing() {
        call("POST", "failing.yml", "/dispatches", MAIN);

        assertThat(runs("failing.yml", "main")
                        .path("workflow_runs")
                        .get(0)
                        .path("conclusion")
                        .asString())
                .isEqualTo("failure");
        assertThat(call("GET", "missing.yml", "", null).status()).isEqualTo(404);
        assertThat(call("POST", "missing.yml", "/dispatches", MAIN).status()).isEqualTo(404);
        assertThat(call("POST", "deploy.yml", "/dispatches", "{}").status()).isEqualTo(422);
        assertThat(sandbox.send("POST", path("deploy.yml") + "/dispatches", Map.of(), MAIN)
                        .status())
                .isEqualTo(401);
    }

    private JsonNode runs(String workflow, String branch) {
        return call("GET", workflow, "/runs?branch=" + branch, null).json();
    }

    private Response call(String method, String workflow, String path, @Nullable String body) {
        return sandbox.send(method, path(workflow) + path, TOKEN, body);
    }

    private static String path(String workflow) {
        return "/github/repos/algorhythmic/shop/actions/workflows/" + workflow;
    }
}
