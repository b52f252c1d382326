package dev.firebreak.ingest.sentry;

import dev.firebreak.ingest.json.JsonFields;
import dev.firebreak.ingest.json.JsonLimits;
import dev.firebreak.ingest.source.Authentication;
import dev.firebreak.ingest.source.Delivery;
import dev.firebreak.ingest.source.Reading;
import dev.firebreak.ingest.source.SharedSecrets;
import dev.firebreak.ingest.source.Source;
import dev.firebreak.model.wire.HexHmac;
import java.util.Locale;
import java.util.Set;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Signed with the integration's client secret. Sentry waits one second and, for internal integrations, never sends again:
 * only what is understood and no alert is dropped, never what is an alert.
 */
@Component
class SentrySource implements Source {
    static final String NAME = "sentry";
    static final String SECRETS = "FIREBREAK_SENTRY_SECRETS";
    /** Events with whole stack traces reach several hundred KB; Sentry does not repeat after a 413. */
    private static final JsonLimits LIMITS = JsonLimits.of(2 * 1024 * 1024, 200_000);

    private static final Set<String> ENTERED = Set.of(
            "",
            "/installation",
            "/actor",
            "/data",
            "/data/event",
            "/data/event/metadata",
            "/data/event/tags",
            "/data/event/tags/*",
            "/data/issue_alert",
            "/data/issue",
            "/data/issue/metadata",
            "/data/issue/project",
            "/data/metric_alert",
            "/data/metric_alert/projects",
            "/data/metric_alert/alert_rule",
            "/data/metric_alert/alert_rule/projects");
    /** One error is no alert: that a rule found it worth one comes as {@code event_alert}. */
    private static final Set<String> OTHER_RESOURCES =
            Set.of("installation", "error", "comment", "seer", "size_analysis", "preprod_artifact");

    private final SharedSecrets secrets;

    SentrySource(Environment environment) {
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
        String signature = delivery.header("Sentry-Hook-Signature");
        return secrets.check(
                secret -> new HexHmac(HexHmac.SHA256, secret)
                        .verifies(signature == null ? "" : signature, delivery.body()),
                signature == null
                        ? "there is no Sentry-Hook-Signature: use an internal integration, the legacy plug-in does not sign"
                        : "Sentry-Hook-Signature does not fit the body and our client secret");
    }

    @Override
    public Reading read(Delivery delivery) {
        JsonFields fields = JsonFields.read(delivery.body(), LIMITS, ENTERED);
        String resource = resource(delivery, fields);
        return switch (resource) {
            case "event_alert" -> EventAlert.read(fields, action(fields), delivery.receivedAt());
            case "metric_alert" -> MetricAlert.read(fields, action(fields), delivery.receivedAt());
            case "issue" -> Issue.read(fields, action(fields), delivery.receivedAt());
            default ->
                Reading.dropped(OTHER_RESOURCES.contains(resource) ? "resource_" + resource : "unknown_resource");
        };
    }

    private static String action(JsonFields fields) {
        return fields.require("/action", "expected what happened, such as \"triggered\"");
    }

    /** A proxy may have cut the header off: then the data tells. */
    private static String resource(Delivery delivery, JsonFields fields) {
        String header = delivery.header("Sentry-Hook-Resource");
        if (header != null && !header.isBlank()) {
            return header.strip().toLowerCase(Locale.ROOT);
        }
        return fields.has("/data/event")
                ? "event_alert"
                : fields.has("/data/metric_alert") ? "metric_alert" : fields.has("/data/issue") ? "issue" : "";
    }
}
