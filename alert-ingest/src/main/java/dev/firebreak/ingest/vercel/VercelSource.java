package dev.firebreak.ingest.vercel;

import dev.firebreak.ingest.json.JsonFields;
import dev.firebreak.ingest.json.JsonLimits;
import dev.firebreak.ingest.source.Authentication;
import dev.firebreak.ingest.source.Delivery;
import dev.firebreak.ingest.source.Reading;
import dev.firebreak.ingest.source.SharedSecrets;
import dev.firebreak.ingest.source.Source;
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
            "/payload/deployment",
            "/payload/deployment/meta");

    private final SharedSecrets secrets;

    VercelSource(Environment environment) {
        this.secrets = SharedSecrets.parse(SECRETS, environment.getProperty(SECRETS));
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
        return DeploymentEvent.read(JsonFields.read(delivery.body(), LIMITS, ENTERED), delivery.receivedAt());
    }
}
