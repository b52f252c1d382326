package dev.firebreak.ingest.prometheus;

import dev.firebreak.ingest.json.JsonBody;
import dev.firebreak.ingest.json.JsonLimits;
import dev.firebreak.ingest.source.Authentication;
import dev.firebreak.ingest.source.Delivery;
import dev.firebreak.ingest.source.Reading;
import dev.firebreak.ingest.source.SharedSecrets;
import dev.firebreak.ingest.source.Source;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Alertmanager signs nothing: it proves itself by a bearer token of its {@code http_config}. */
@Component
public class PrometheusSource implements Source {
    static final String TOKENS = "FIREBREAK_PROMETHEUS_TOKENS";
    /** A group of 1 000 alerts fits; more than that needs {@code max_alerts} in the receiver. */
    private static final JsonLimits LIMITS = JsonLimits.of(1024 * 1024, 50_000);

    private static final String SCHEME = "Bearer ";

    private final SharedSecrets tokens;

    public PrometheusSource(Environment environment) {
        this.tokens = SharedSecrets.parse(TOKENS, environment.getProperty(TOKENS));
    }

    @Override
    public String name() {
        return AlertmanagerMapping.SOURCE;
    }

    /** Grafana's contact point may be set to PUT. */
    @Override
    public Set<String> methods() {
        return Set.of("POST", "PUT");
    }

    @Override
    public JsonLimits limits() {
        return LIMITS;
    }

    @Override
    public Authentication authenticate(Delivery delivery) {
        String authorization = delivery.header("Authorization");
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return tokens.check(_ -> false, "there is no bearer token: set http_config.authorization in the receiver");
        }
        byte[] token = authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
        return tokens.check(
                secret -> MessageDigest.isEqual(secret.revealBytes(), token), "the bearer token is none of ours");
    }

    @Override
    public Reading read(Delivery delivery) {
        AlertmanagerMessage message = JsonBody.read(delivery.body(), LIMITS, AlertmanagerReader::read);
        AlertmanagerMapping mapping = new AlertmanagerMapping(message, delivery.receivedAt());
        return message.alerts().isEmpty()
                ? Reading.dropped("empty_group")
                : Reading.of(message.alerts().stream().map(mapping::signal).toList());
    }
}
