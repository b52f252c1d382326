package dev.firebreak.ingest.vercel;

import dev.firebreak.ingest.source.Alerts;
import dev.firebreak.ingest.source.Links;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.alert.Deployment;
import dev.firebreak.model.alert.Signal;
import java.util.Map;

/** The alert that a production deployment failed. Vercel sends no end of it: the next good deployment is the end. */
final class DeploymentError {
    private DeploymentError() {}

    static Signal signal(VercelEvent event, Deployment deployment) {
        String project = deployment.projectName() == null ? deployment.project() : deployment.projectName();
        return Alerts.received(new Alert(
                AlertId.next(),
                event.deliveryKey() + ":alert",
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
                labels(event, deployment),
                Map.of(),
                new Links()
                        .add("Vercel deployment", deployment.dashboardUrl())
                        .add("Vercel project", event.fields().text("/payload/links/project"))
                        .add("Deployment", deployment.url())
                        .list(),
                event.changedAt(),
                null,
                event.receivedAt()));
    }

    private static Map<String, String> labels(VercelEvent event, Deployment deployment) {
        return Labels.of(event)
                .with("project_id", deployment.project())
                .with("deployment_id", deployment.id())
                .with("target", deployment.environment())
                .with(
                        "branch",
                        event.fields()
                                .firstText(
                                        "/payload/deployment/meta/githubCommitRef",
                                        "/payload/deployment/meta/gitlabCommitRef",
                                        "/payload/deployment/meta/bitbucketCommitRef"))
                .with("author", deployment.author())
                .map();
    }
}
