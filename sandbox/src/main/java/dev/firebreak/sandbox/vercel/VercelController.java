package dev.firebreak.sandbox.vercel;

import dev.firebreak.model.Secret;
import dev.firebreak.sandbox.SandboxSettings;
import dev.firebreak.sandbox.call.Call;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
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

/** {@code https://api.vercel.com}. */
@RestController
@RequestMapping("/vercel")
class VercelController {
    private static final int MOST_TAGS = 16;

    private final Projects projects;
    private final AliasJobs jobs;
    private final Announcements announcements;
    private final VercelJson views;
    private final InstantSource clock;
    private final JsonMapper json;
    private final Optional<String> token;

    VercelController(
            Projects projects,
            AliasJobs jobs,
            Announcements announcements,
            VercelJson views,
            InstantSource clock,
            JsonMapper json,
            SandboxSettings settings) {
        this.projects = projects;
        this.jobs = jobs;
        this.announcements = announcements;
        this.views = views;
        this.clock = clock;
        this.json = json;
        this.token = settings.vercel().token().map(Secret::reveal).filter(text -> !text.isBlank());
    }

    @GetMapping({"/v6/deployments", "/v7/deployments"})
    ObjectNode list(ServerWebExchange exchange) {
        Map<String, String> query = authorised(exchange).query();
        Project project = project(query.getOrDefault("projectId", query.getOrDefault("app", "")), query);
        return new DeploymentList(views, json).of(project, query);
    }

    @GetMapping("/v13/deployments/{idOrUrl}")
    ObjectNode deployment(@PathVariable String idOrUrl, ServerWebExchange exchange) {
        Map<String, String> query = authorised(exchange).query();
        for (Project project : projects.all()) {
            Optional<Deployment> found = project.find(idOrUrl);
            if (found.isPresent()) {
                return views.deployment(project(project.id(), query), found.get());
            }
        }
        throw VercelRefusal.notFound("deployment " + idOrUrl);
    }

    @GetMapping("/v9/projects/{idOrName}")
    ObjectNode project(@PathVariable String idOrName, ServerWebExchange exchange) {
        return views.project(project(idOrName, authorised(exchange).query()));
    }

    @PostMapping({"/v1/projects/{idOrName}/rollback/{deployment}", "/v9/projects/{idOrName}/rollback/{deployment}"})
    ResponseEntity<Void> rollBack(
            @PathVariable String idOrName, @PathVariable String deployment, ServerWebExchange exchange) {
        Call call = authorised(exchange);
        Project project = asked(call, "rollback", idOrName, deployment);
        return started(call, project, project.rollBack(deployment, clock.instant()));
    }

    @PostMapping({"/v9/projects/{idOrName}/promote/{deployment}", "/v10/projects/{idOrName}/promote/{deployment}"})
    ResponseEntity<Void> promote(
            @PathVariable String idOrName, @PathVariable String deployment, ServerWebExchange exchange) {
        Call call = authorised(exchange);
        Project project = asked(call, "promote", idOrName, deployment);
        return started(call, project, project.promote(deployment, clock.instant()));
    }

    private Project asked(Call call, String type, String idOrName, String deployment) {
        call.fact("call", type);
        call.fact("project", idOrName);
        call.fact("deployment", deployment);
        return project(idOrName, call.query());
    }

    private ResponseEntity<Void> started(Call call, Project project, AliasJob job) {
        call.fact("from", job.fromDeploymentId());
        jobs.run(project, job);
        announcements.moved(project, job);
        return ResponseEntity.status(HttpStatus.CREATED).build();
    }

    @GetMapping({"/v9/projects/{idOrName}/rollback/aliases", "/v1/projects/{idOrName}/promote/aliases"})
    ObjectNode aliases(@PathVariable String idOrName, ServerWebExchange exchange) {
        Call call = authorised(exchange);
        Project project = project(idOrName, call.query());
        ObjectNode answer = json.createObjectNode();
        var list = answer.putArray("aliases");
        boolean failed = project.job()
                .filter(job -> job.status() == AliasJob.Status.FAILED)
                .isPresent();
        if (failed || !"true".equals(call.query().get("failedOnly"))) {
            project.hosts()
                    .forEach(host -> list.addObject()
                            .put("alias", host)
                            .put("id", "ali_" + host)
                            .put("status", failed ? "failed" : "completed"));
        }
        answer.putObject("pagination").put("count", list.size()).putNull("next").putNull("prev");
        return answer;
    }

    @PostMapping({
        "/v1/edge-cache/invalidate-by-tags",
        "/v1/edge-cache/dangerously-delete-by-tags",
        "/v1/edge-cache/invalidate-by-src-images",
        "/v1/edge-cache/dangerously-delete-by-src-images",
        "/v1/edge-cache/purge-all"
    })
    ResponseEntity<Void> purge(ServerWebExchange exchange) {
        Call call = authorised(exchange);
        Project project = project(call.query().getOrDefault("projectIdOrName", ""), call.query());
        if (call.path().endsWith("-tags") && !hasTags(body(call))) {
            throw new VercelRefusal(400, "bad_request", "'tags' must be 1 to 16 texts of at most 256 characters");
        }
        return purged(call, project);
    }

    @DeleteMapping("/v1/data-cache/purge-all")
    ResponseEntity<Void> purgeData(ServerWebExchange exchange) {
        Call call = authorised(exchange);
        return purged(call, project(call.query().getOrDefault("projectIdOrName", ""), call.query()));
    }

    private static ResponseEntity<Void> purged(Call call, Project project) {
        call.fact("call", "purge");
        call.fact("project", project.id());
        return ResponseEntity.ok().build();
    }

    private static boolean hasTags(JsonNode body) {
        JsonNode tags = body.path("tags");
        if (tags.isString()) {
            return !tags.asString().isEmpty();
        }
        return tags.isArray()
                && !tags.isEmpty()
                && tags.size() <= MOST_TAGS
                && tags.valueStream().allMatch(tag -> tag.asString("").length() <= 256);
    }

    private JsonNode body(Call call) {
        try {
            return json.readTree(call.body());
        } catch (JacksonException e) { // the sender's mistake
            throw new VercelRefusal(400, "bad_request", "the body is no JSON");
        }
    }

    private Call authorised(ServerWebExchange exchange) {
        Call call = Call.of(exchange);
        String given = call.bearer()
                .orElseThrow(() -> new VercelRefusal(401, "unauthorized", "an Authorization header is needed"));
        if (token.filter(known -> !known.equals(given)).isPresent()) {
            throw new VercelRefusal(403, "forbidden", "Not authorized");
        }
        return call;
    }

    /** Leaving out the team of a team's project is answered like somebody else's project. */
    private Project project(String idOrName, Map<String, String> query) {
        Project project =
                projects.find(idOrName).orElseThrow(() -> VercelRefusal.notFound("project '%s'".formatted(idOrName)));
        String team = query.getOrDefault("teamId", query.get("slug"));
        if (project.team() != null && !project.team().equals(team)) {
            throw new VercelRefusal(403, "forbidden", "You don't have permission to access project " + project.id());
        }
        return project;
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> refuse(VercelRefusal refusal) {
        return ResponseEntity.status(refusal.status())
                .body(Map.of("error", Map.of("code", refusal.code(), "message", String.valueOf(refusal.getMessage()))));
    }
}
