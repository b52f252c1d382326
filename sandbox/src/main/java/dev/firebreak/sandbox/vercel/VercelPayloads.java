package dev.firebreak.sandbox.vercel;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Webhook bodies as Vercel sends them. The id depends on what happened, so telling it again is the same delivery. */
@Component
public class VercelPayloads {
    static final String USER = "f1rebreakSandboxUser0001";

    private final JsonMapper json;

    VercelPayloads(JsonMapper json) {
        this.json = json;
    }

    /**
     * @param target production, or null for a preview
     * @param occasion tells apart events of one type about one deployment; empty for those that happen once
     */
    public String deployment(
            String type,
            Project project,
            Deployment deployment,
            @Nullable String target,
            Instant createdAt,
            String occasion) {
        ObjectNode event = event(type, createdAt, type + deployment.id() + occasion);
        ObjectNode payload = payload(event, project);
        ObjectNode node = payload.putObject("deployment").put("id", deployment.id());
        node.set("meta", meta(json.createObjectNode(), project, deployment));
        node.put("name", project.name())
                .put("url", deployment.url())
                .put("inspectorUrl", inspectorUrl(project, deployment));
        payload.putObject("links")
                .put("deployment", inspectorUrl(project, deployment))
                .put("project", "https://vercel.com/%s/%s".formatted(slug(project), project.name()));
        payload.put("name", project.name())
                .put("plan", "pro")
                .put("url", deployment.url())
                .put("type", "LAMBDAS");
        payload.putArray("regions").add("iad1");
        if (!type.equals("deployment.promoted")) { // which has no target
            payload.put("target", target);
        }
        return json.writeValueAsString(event);
    }

    public String rollback(Project project, String from, String to, Instant createdAt) {
        ObjectNode event = event("deployment.rollback", createdAt, "rollback" + to + createdAt.toEpochMilli());
        payload(event, project).put("fromDeploymentId", from).put("toDeploymentId", to);
        return json.writeValueAsString(event);
    }

    private ObjectNode event(String type, Instant createdAt, String identity) {
        String id = UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
        return json.createObjectNode()
                .put("id", "ev_" + id)
                .put("type", type)
                .put("createdAt", createdAt.toEpochMilli())
                .put("region", "iad1");
    }

    private static ObjectNode payload(ObjectNode event, Project project) {
        ObjectNode payload = event.putObject("payload");
        payload.putObject("user").put("id", USER);
        if (project.team() == null) {
            payload.putNull("team");
        } else {
            payload.putObject("team").put("id", project.team());
        }
        payload.putObject("project").put("id", project.id());
        return payload;
    }

    static ObjectNode meta(ObjectNode meta, Project project, Deployment deployment) {
        return meta.put("githubCommitAuthorName", "Robin Responder")
                .put("githubCommitMessage", deployment.commit())
                .put("githubCommitOrg", slug(project))
                .put("githubCommitRef", "main")
                .put("githubCommitRepo", project.name())
                .put("githubCommitSha", deployment.sha())
                .put("githubDeployment", "1")
                .put("githubOrg", slug(project))
                .put("githubRepo", project.name())
                .put("githubRepoVisibility", "private")
                .put("branchAlias", project.name() + "-git-main.vercel.app");
    }

    static String inspectorUrl(Project project, Deployment deployment) {
        return "https://vercel.com/%s/%s/%s".formatted(slug(project), project.name(), deployment.id());
    }

    private static String slug(Project project) {
        return project.name() + "-team";
    }
}
