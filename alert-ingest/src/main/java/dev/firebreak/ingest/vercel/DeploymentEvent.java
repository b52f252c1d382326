package dev.firebreak.ingest.vercel;

import dev.firebreak.ingest.json.JsonFields;
import dev.firebreak.ingest.source.Reading;
import dev.firebreak.model.EventId;
import dev.firebreak.model.alert.Deployment;
import dev.firebreak.model.alert.DeploymentState;
import dev.firebreak.model.alert.Signal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Vercel tells about a deployment. {@code promoted}, and {@code succeeded} with target production, mean that
 * production traffic is on it; {@code ready} comes before the aliases move.
 */
final class DeploymentEvent {
    private final VercelEvent event;
    private final JsonFields fields;

    DeploymentEvent(VercelEvent event) {
        this.event = event;
        this.fields = event.fields();
    }

    Reading changed(DeploymentState state) {
        return Reading.of(change(state));
    }

    Reading succeeded() {
        return changed(isProduction() ? DeploymentState.LIVE : DeploymentState.READY);
    }

    private Signal change(DeploymentState state) {
        return new Signal.DeploymentChanged(
                EventId.next(), event.deliveryKey(), deployment(), state, event.changedAt(), event.receivedAt());
    }

    /** A failed preview is its author's business; a failed production deployment is everyone's. */
    Reading failed() {
        Signal change = change(DeploymentState.FAILED);
        return isProduction()
                ? Reading.of(List.of(change, DeploymentError.signal(event, deployment())))
                : Reading.of(change);
    }

    /** Sent when the request is accepted, by us or anyone, before traffic has moved. */
    Reading rolledBack() {
        return Reading.of(new Signal.DeploymentRolledBack(
                EventId.next(),
                event.deliveryKey(),
                VercelSource.NAME,
                project(),
                fields.require("/payload/fromDeploymentId", "expected the deployment that was rolled back"),
                fields.require("/payload/toDeploymentId", "expected the deployment that serves now"),
                event.changedAt(),
                event.receivedAt()));
    }

    private Deployment deployment() {
        fields.requireContainer("/payload", "expected the event's data");
        fields.requireContainer("/payload/deployment", "expected the deployment");
        return new Deployment(
                fields.require("/payload/deployment/id", "expected the id of the deployment"),
                VercelSource.NAME,
                project(),
                fields.firstText("/payload/project/name", "/payload/name", "/payload/deployment/name"),
                environment(),
                webAddress(fields.firstText("/payload/deployment/url", "/payload/url")),
                fields.firstText("/payload/deployment/inspectorUrl", "/payload/links/deployment"),
                meta("CommitSha"),
                meta("CommitMessage"),
                meta("CommitAuthorName"),
                event.changedAt());
    }

    private String project() {
        boolean isOld = !fields.has("/payload/project/id") && fields.has("/payload/projectId");
        return fields.require(isOld ? "/payload/projectId" : "/payload/project/id", "expected the id of the project");
    }

    /** No target means preview. A promotion names none, and is about production by its nature. */
    private String environment() {
        String target = fields.firstText("/payload/target");
        return target != null
                ? target
                : event.type().equals("deployment.promoted") ? VercelEvent.PRODUCTION : "preview";
    }

    private boolean isProduction() {
        return environment().equals(VercelEvent.PRODUCTION);
    }

    private @Nullable String meta(String field) {
        String meta = "/payload/deployment/meta/";
        return fields.firstText(meta + "github" + field, meta + "gitlab" + field, meta + "bitbucket" + field);
    }

    private static @Nullable String webAddress(@Nullable String host) {
        return host == null || host.contains("://") ? host : "https://" + host;
    }
}
