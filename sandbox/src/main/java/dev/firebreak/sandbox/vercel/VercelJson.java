package dev.firebreak.sandbox.vercel;

import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Objects as Vercel's REST API writes them: lists name a deployment by {@code uid}, the rest by {@code id}. */
@Component
class VercelJson {
    private final JsonMapper json;

    VercelJson(JsonMapper json) {
        this.json = json;
    }

    ObjectNode listed(Project project, Deployment deployment) {
        ObjectNode node = json.createObjectNode().put("uid", deployment.id());
        common(node, project, deployment);
        return node.put("state", "READY");
    }

    ObjectNode deployment(Project project, Deployment deployment) {
        ObjectNode node = json.createObjectNode().put("id", deployment.id());
        common(node, project, deployment);
        node.put("status", "READY").put("aliasAssigned", project.live().equals(deployment));
        node.putObject("project").put("id", project.id()).put("name", project.name());
        var alias = node.putArray("alias");
        if (project.live().equals(deployment)) {
            project.hosts().forEach(alias::add);
        }
        return node;
    }

    private static void common(ObjectNode node, Project project, Deployment deployment) {
        long created = deployment.createdAt().toEpochMilli();
        boolean served = project.wasServed(deployment);
        node.put("name", project.name())
                .put("url", deployment.url())
                .put("projectId", project.id())
                .put("created", created)
                .put("createdAt", created)
                .put("ready", created)
                .put("readyState", "READY")
                .put("readySubstate", served ? "PROMOTED" : "STAGED")
                .put("isRollbackCandidate", served)
                .put("target", "production")
                .put("source", "git")
                .put("type", "LAMBDAS")
                .put("inspectorUrl", VercelPayloads.inspectorUrl(project, deployment));
        node.putObject("creator").put("uid", VercelPayloads.USER).put("username", "robin");
        node.set("meta", VercelPayloads.meta(node.objectNode(), project, deployment));
    }

    ObjectNode project(Project project) {
        ObjectNode node = json.createObjectNode().put("id", project.id()).put("name", project.name());
        if (project.team() != null) {
            node.put("accountId", project.team());
        }
        node.put("autoAssignCustomDomains", project.followsBuilds());
        node.putObject("targets").set("production", deployment(project, project.live()));
        project.job()
                .ifPresentOrElse(
                        job -> alias(node.putObject("lastAliasRequest"), job), () -> node.putNull("lastAliasRequest"));
        return node;
    }

    private static void alias(ObjectNode node, AliasJob job) {
        node.put("fromDeploymentId", job.fromDeploymentId())
                .put("toDeploymentId", job.toDeploymentId())
                .put("jobStatus", job.status().text())
                .put("requestedAt", job.requestedAt().toEpochMilli())
                .put("type", job.type());
    }
}
