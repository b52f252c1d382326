package dev.firebreak.ingest.vercel;

import dev.firebreak.ingest.json.JsonFields;
import dev.firebreak.ingest.source.Alerts;
import dev.firebreak.ingest.source.Links;
import dev.firebreak.ingest.source.Reading;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.alert.AlertStatus;
import java.util.Map;
import java.util.Objects;

/** The checks of a production deployment failed, so it gets no traffic; or they succeeded at last. */
final class DeploymentChecks {
    private DeploymentChecks() {}

    static Reading read(VercelEvent event, AlertStatus status) {
        JsonFields fields = event.fields();
        if (!VercelEvent.PRODUCTION.equals(fields.firstText("/payload/target", "/payload/deployment/target"))) {
            return Reading.dropped("checks_of_preview");
        }
        String project = Objects.requireNonNullElse(event.projectName(), "unknown");
        boolean isOver = status == AlertStatus.RESOLVED;
        return Reading.of(Alerts.received(new Alert(
                AlertId.next(),
                event.deliveryKey(),
                VercelSource.NAME,
                "deployment.checks",
                status,
                "DeploymentChecksFailed",
                Severity.ERROR,
                "vercel-deployment-checks-" + Objects.requireNonNullElse(event.projectId(), project),
                project,
                project,
                VercelEvent.PRODUCTION,
                fields.firstText("/payload/deployment/meta/githubCommitSha"),
                "Checks of a production deployment of " + project + (isOver ? " succeeded" : " failed"),
                null,
                Labels.of(event)
                        .with("deployment_id", fields.firstText("/payload/deployment/id"))
                        .with("target", VercelEvent.PRODUCTION)
                        .map(),
                Map.of(),
                new Links()
                        .add(
                                "Vercel deployment",
                                fields.firstText("/payload/deployment/inspectorUrl", "/payload/links/deployment"))
                        .add("Vercel project", fields.text("/payload/links/project"))
                        .list(),
                event.changedAt(),
                isOver ? event.changedAt() : null,
                event.receivedAt())));
    }
}
