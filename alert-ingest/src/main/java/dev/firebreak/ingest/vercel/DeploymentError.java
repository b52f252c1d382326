package dev.firebreak.ingest.vercel;

import dev.firebreak.ingest.json.JsonFields;
import dev.firebreak.ingest.source.Alerts;
import dev.firebreak.ingest.source.Links;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.alert.Deployment;
import dev.firebreak.model.alert.Signal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The alert that a production deployment failed. Vercel sends no end of it: the next good deployment is the end. */
final class DeploymentError {
    private DeploymentError() {}

    static Signal signal(
            JsonFields fields, Deployment deployment, String deliveryKey, Instant failedAt, Instant receivedAt) {
        String project = deployment.projectName() == null ? deployment.project() : deployment.projectName();
        return Alerts.received(new Alert(
                AlertId.next(),
                deliveryKey,
                VercelSource.NAME,
                "deployment.error",
                AlertStatus.FIRING,
                "DeploymentError",
                Severity.ERROR,
                "vercel-deployment-error-" + deployment.project(),
                project,
                project,
                deployment.environment(),
                deployment.commit(),
                "Production deployment of " + project + " failed",
                deployment.commitMessage(),
                labels(fields, deployment),
                Map.of(),
                new Links()
                        .add("Vercel deployment", deployment.dashboardUrl())
                        .add("Vercel project", fields.text("/payload/links/project"))
                        .add("Deployment", deployment.url())
                        .list(),
                failedAt,
                null,
                receivedAt));
    }

    private static Map<String, String> labels(JsonFields fields, Deployment deployment) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("project_id", deployment.project());
        labels.put("deployment_id", deployment.id());
        labels.put("target", deployment.environment());
        put(labels, "team_id", fields.firstText("/payload/team/id", "/teamId"));
        put(
                labels,
                "branch",
                fields.firstText(
                        "/payload/deployment/meta/githubCommitRef",
                        "/payload/deployment/meta/gitlabCommitRef",
                        "/payload/deployment/meta/bitbucketCommitRef"));
        put(labels, "author", deployment.author());
        return labels;
    }

    private static void put(Map<String, String> labels, String name, @Nullable String value) {
        if (value != null) {
            labels.put(name, value);
        }
    }
}
