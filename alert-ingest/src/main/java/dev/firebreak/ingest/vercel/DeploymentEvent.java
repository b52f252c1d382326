package dev.firebreak.ingest.vercel;

import dev.firebreak.ingest.json.JsonFields;
import dev.firebreak.ingest.json.PayloadException;
import dev.firebreak.ingest.source.Reading;
import dev.firebreak.model.EventId;
import dev.firebreak.model.alert.Deployment;
import dev.firebreak.model.alert.DeploymentState;
import dev.firebreak.model.alert.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Vercel tells about a deployment. {@code promoted}, and {@code succeeded} with target production, mean that
 * production traffic is on it; {@code ready} comes before the aliases move. Old integrations write dashes for dots.
 */
final class DeploymentEvent {
    static final String PRODUCTION = "production";
    /** Understood, and neither a state of a deployment nor an alert. */
    private static final Set<String> OTHER =
            Set.of("deployment.cleanup", "deployment.blocked", "deployment.build-requested", "test-webhook");

    private static final Pattern MILLISECONDS = Pattern.compile("\\d{1,14}");

    private final JsonFields fields;
    private final String type;
    private final Instant changedAt;
    private final Instant receivedAt;

    private DeploymentEvent(JsonFields fields, Instant receivedAt) {
        this.fields = fields;
        this.type = type(fields.require("/type", "expected the event's type, such as \"deployment.error\""));
        this.receivedAt = receivedAt;
        this.changedAt = changedAt(fields.text("/createdAt"), receivedAt);
    }

    static Reading read(JsonFields fields, Instant receivedAt) {
        return new DeploymentEvent(fields, receivedAt).reading();
    }

    private Reading reading() {
        return switch (type) {
            case "deployment.created" -> changed(DeploymentState.CREATED);
            case "deployment.ready" -> changed(DeploymentState.READY);
            case "deployment.succeeded" -> changed(isProduction() ? DeploymentState.LIVE : DeploymentState.READY);
            case "deployment.promoted" -> changed(DeploymentState.LIVE);
            case "deployment.canceled" -> changed(DeploymentState.CANCELED);
            case "deployment.error" -> failed();
            case "deployment.rollback" -> rolledBack();
            default ->
                Reading.dropped(OTHER.contains(type) ? type.replace('.', '_').replace('-', '_') : "other_type");
        };
    }

    private Reading changed(DeploymentState state) {
        return Reading.of(change(state));
    }

    private Signal change(DeploymentState state) {
        return new Signal.DeploymentChanged(EventId.next(), deliveryKey(), deployment(), state, changedAt, receivedAt);
    }

    /** A failed preview is its author's business; a failed production deployment is everyone's. */
    private Reading failed() {
        Signal change = change(DeploymentState.FAILED);
        return isProduction()
                ? Reading.of(List.of(
                        change,
                        DeploymentError.signal(fields, deployment(), deliveryKey() + ":alert", changedAt, receivedAt)))
                : Reading.of(change);
    }

    /** Sent when the request is accepted, by us or anyone, before traffic has moved. */
    private Reading rolledBack() {
        return Reading.of(new Signal.DeploymentRolledBack(
                EventId.next(),
                deliveryKey(),
                VercelSource.NAME,
                project(),
                fields.require("/payload/fromDeploymentId", "expected the deployment that was rolled back"),
                fields.require("/payload/toDeploymentId", "expected the deployment that serves now"),
                changedAt,
                receivedAt));
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
                changedAt);
    }

    private String project() {
        boolean isOld = !fields.has("/payload/project/id") && fields.has("/payload/projectId");
        return fields.require(isOld ? "/payload/projectId" : "/payload/project/id", "expected the id of the project");
    }

    /** No target means preview. A promotion names none, and is about production by its nature. */
    private String environment() {
        String target = fields.firstText("/payload/target");
        return target != null ? target : type.equals("deployment.promoted") ? PRODUCTION : "preview";
    }

    private boolean isProduction() {
        return environment().equals(PRODUCTION);
    }

    private String deliveryKey() {
        return VercelSource.NAME + ":" + fields.require("/id", "expected the id of the event");
    }

    private @Nullable String meta(String field) {
        String meta = "/payload/deployment/meta/";
        return fields.firstText(meta + "github" + field, meta + "gitlab" + field, meta + "bitbucket" + field);
    }

    private static String type(String type) {
        return type.startsWith("deployment-") && type.indexOf('.') < 0 ? type.replaceFirst("-", ".") : type;
    }

    private static @Nullable String webAddress(@Nullable String host) {
        return host == null || host.contains("://") ? host : "https://" + host;
    }

    private static Instant changedAt(@Nullable String milliseconds, Instant receivedAt) {
        if (milliseconds == null) {
            return receivedAt;
        }
        if (!MILLISECONDS.matcher(milliseconds).matches()) {
            throw PayloadException.wrongShape("/createdAt", "expected the time in milliseconds since 1970");
        }
        return Instant.ofEpochMilli(Long.parseLong(milliseconds));
    }
}
