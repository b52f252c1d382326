package dev.firebreak.ingest.vercel;

import dev.firebreak.ingest.json.JsonFields;
import dev.firebreak.ingest.json.JsonLimits;
import dev.firebreak.ingest.source.Authentication;
import dev.firebreak.ingest.source.Delivery;
import dev.firebreak.ingest.source.Reading;
import dev.firebreak.ingest.source.SharedSecrets;
import dev.firebreak.ingest.source.Source;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.alert.DeploymentState;
import dev.firebreak.model.wire.HexHmac;
import java.util.Set;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Signed with HMAC-SHA1 by the webhook's secret (account webhooks) or the client secret (integrations). */
@Component
class VercelSource implements Source {
    static final String NAME = "vercel";
    static final String SECRETS = "FIREBREAK_VERCEL_SECRETS";
    private static final JsonLimits LIMITS = JsonLimits.of(1024 * 1024, 50_000);
    private static final Set<String> ENTERED = Set.of(
            "",
            "/payload",
            "/payload/team",
            "/payload/user",
            "/payload/project",
            "/payload/links",
            "/payload/rule",
            "/payload/deployment",
            "/payload/deployment/meta",
            "/payload/alerts",
            "/payload/alerts/*",
            "/payload/alerts/*/formattedValues");
    /** Understood, and neither a state of a deployment nor an alert; each is a reason of its own. */
    private static final Set<String> OTHER_TYPES = Set.of(
            "deployment.blocked",
            "deployment.build-requested",
            "deployment.check-rerequested",
            "deployment.cleanup",
            "project.created",
            "project.removed",
            "project.renamed",
            "test-webhook");
    /** Everything else about these is one reason. */
    private static final Set<String> OTHER_FAMILIES = Set.of(
            "deployment.checkrun",
            "deployment.integration",
            "project.domain",
            "project.env-variable",
            "project.rolling-release",
            "budget",
            "domain",
            "edge-config",
            "flag",
            "function",
            "integration-configuration",
            "integration-resource",
            "marketplace",
            "observability");

    private final SharedSecrets secrets;

    VercelSource(Environment environment) {
        this.secrets = SharedSecrets.of(environment::getProperty, SECRETS);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public JsonLimits limits() {
        return LIMITS;
    }

    @Override
    public Authentication authenticate(Delivery delivery) {
        String signature = delivery.header("x-vercel-signature");
        return secrets.check(
                secret ->
                        new HexHmac(HexHmac.SHA1, secret).verifies(signature == null ? "" : signature, delivery.body()),
                signature == null
                        ? "there is no x-vercel-signature"
                        : "x-vercel-signature does not fit the body and our secret");
    }

    @Override
    public Reading read(Delivery delivery) {
        VercelEvent event = VercelEvent.of(JsonFields.read(delivery.body(), LIMITS, ENTERED), delivery.receivedAt());
        return switch (event.type()) {
            case "deployment.created" -> new DeploymentEvent(event).changed(DeploymentState.CREATED);
            case "deployment.ready", "deployment.prepared" -> new DeploymentEvent(event).changed(DeploymentState.READY);
            case "deployment.succeeded" -> new DeploymentEvent(event).succeeded();
            case "deployment.promoted" -> new DeploymentEvent(event).changed(DeploymentState.LIVE);
            case "deployment.canceled" -> new DeploymentEvent(event).changed(DeploymentState.CANCELED);
            case "deployment.error" -> new DeploymentEvent(event).failed();
            case "deployment.rollback" -> new DeploymentEvent(event).rolledBack();
            case "deployment.checks.failed" -> DeploymentChecks.read(event, AlertStatus.FIRING);
            case "deployment.checks.succeeded" -> DeploymentChecks.read(event, AlertStatus.RESOLVED);
            case "alerts.triggered" -> Anomalies.read(event);
            case "firewall.attack", "firewall.system-rule-anomaly", "firewall.custom-rule-anomaly" ->
                FirewallAlert.read(event);
            default -> Reading.dropped(reason(event.type()));
        };
    }

    /** Few fixed words whatever is sent: {@code project.env-variable.updated} is {@code project_env_variable}. */
    private static String reason(String type) {
        String known = OTHER_TYPES.contains(type) ? type : null;
        for (int dot = type.lastIndexOf('.'); known == null && dot > 0; dot = type.lastIndexOf('.', dot - 1)) {
            String family = type.substring(0, dot);
            known = OTHER_FAMILIES.contains(family) ? family : null;
        }
        return known == null ? "other_type" : known.replace('.', '_').replace('-', '_');
    }
}
