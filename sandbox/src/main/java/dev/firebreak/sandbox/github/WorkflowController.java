package dev.firebreak.sandbox.github;

import dev.firebreak.sandbox.call.Call;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code https://api.github.com}: each repository has each workflow, except those whose name begins with {@code missing}; a
 * run ends at once, well unless the workflow's name begins with {@code failing}. The newest 500 runs are kept.
 */
@RestController
@RequestMapping("/github/repos/{owner}/{repository}/actions/workflows/{workflow}")
class WorkflowController {
    private static final int MOST = 500;

    private final JsonMapper json;
    private final InstantSource clock;
    private final Deque<Run> runs = new ArrayDeque<>();
    private long made;

    WorkflowController(JsonMapper json, InstantSource clock) {
        this.json = json;
        this.clock = clock;
    }

    private record Run(long number, String repository, String workflow, String ref, Instant createdAt) {}

    @GetMapping
    ResponseEntity<ObjectNode> workflow(@PathVariable String workflow, ServerWebExchange exchange) {
        if (Call.of(exchange).bearer().isEmpty()) {
            return refused(401, "Requires authentication");
        }
        return workflow.startsWith("missing")
                ? refused(404, "Not Found")
                : ResponseEntity.ok(
                        json.createObjectNode().put("name", workflow).put("state", "active"));
    }

    @PostMapping("/dispatches")
    ResponseEntity<ObjectNode> dispatch(
            @PathVariable String owner,
            @PathVariable String repository,
            @PathVariable String workflow,
            ServerWebExchange exchange) {
        Call call = Call.of(exchange);
        String ref = ref(call);
        if (call.bearer().isEmpty()) {
            return refused(401, "Requires authentication");
        }
        if (ref.isEmpty() || workflow.startsWith("missing")) {
            return ref.isEmpty() ? refused(422, "No ref found") : refused(404, "Not Found");
        }
        call.fact("call", "dispatch");
        call.fact("workflow", workflow);
        add(owner + "/" + repository, workflow, ref);
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/runs")
    ObjectNode runs(
            @PathVariable String owner,
            @PathVariable String repository,
            @PathVariable String workflow,
            ServerWebExchange exchange) {
        String branch = Call.of(exchange).query().getOrDefault("branch", "");
        ObjectNode answer = json.createObjectNode();
        var list = answer.putArray("workflow_runs");
        synchronized (this) {
            runs.stream()
                    .filter(run -> run.repository.equals(owner + "/" + repository) && run.workflow.equals(workflow))
                    .filter(run -> branch.isEmpty() || run.ref.equals(branch))
                    .forEach(run -> list.addObject()
                            .put("run_number", run.number)
                            .put("event", "workflow_dispatch")
                            .put("status", "completed")
                            .put("conclusion", workflow.startsWith("failing") ? "failure" : "success")
                            .put("created_at", run.createdAt.toString()));
        }
        return answer.put("total_count", list.size());
    }

    private synchronized void add(String repository, String workflow, String ref) {
        runs.addFirst(new Run(++made, repository, workflow, ref, clock.instant().truncatedTo(ChronoUnit.SECONDS)));
        if (runs.size() > MOST) {
            runs.removeLast();
        }
    }

    private String ref(Call call) {
        try {
            JsonNode body = json.readTree(call.body());
            return body.path("ref").asString("");
        } catch (JacksonException e) { // the sender's mistake
            return "";
        }
    }

    private ResponseEntity<ObjectNode> refused(int status, String message) {
        return ResponseEntity.status(status).body(json.createObjectNode().put("message", message));
    }
}
