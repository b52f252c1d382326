package dev.firebreak.ingest.prometheus;

import dev.firebreak.ingest.json.JsonBody;
import dev.firebreak.ingest.json.JsonLimits;
import dev.firebreak.ingest.source.Authentication;
import dev.firebreak.ingest.source.BearerTokens;
import dev.firebreak.ingest.source.Delivery;
import dev.firebreak.ingest.source.Reading;
import dev.firebreak.ingest.source.SharedSecrets;
import dev.firebreak.ingest.source.Source;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Alertmanager signs nothing: it proves itself by a bearer token of its {@code http_config}. Grafana may sign instead. */
@Component
public class PrometheusSource implements Source {
    static final String NAME = "prometheus";
    static final String TOKENS = "FIREBREAK_PROMETHEUS_TOKENS";
    /** A group of 1 000 alerts fits; more than that needs {@code max_alerts} in the receiver. */
    static final JsonLimits LIMITS = JsonLimits.of(1024 * 1024, 50_000);

    private final BearerTokens tokens;
    private final GrafanaSignature grafana;

    public PrometheusSource(Environment environment) {
        this.tokens = new BearerTokens(SharedSecrets.of(environment::getProperty, TOKENS));
        this.grafana = GrafanaSignature.of(environment);
    }

    @Override
    public String name() {
        return NAME;
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
    public @Nullable Authentication authenticateByHeaders(Delivery headersOnly) {
        return isSigned(headersOnly) ? null : byToken(headersOnly);
    }

    @Override
    public Authentication authenticate(Delivery delivery) {
        return isSigned(delivery) ? grafana.check(delivery) : byToken(delivery);
    }

    private boolean isSigned(Delivery delivery) {
        return grafana.isOn(delivery) && delivery.header("Authorization") == null;
    }

    private Authentication byToken(Delivery delivery) {
        return tokens.check(delivery, "set http_config.authorization in the receiver");
    }

    @Override
    public Reading read(Delivery delivery) {
        AlertmanagerMessage message = JsonBody.read(delivery.body(), LIMITS, AlertmanagerReader::read);
        AlertmanagerMapping mapping = new AlertmanagerMapping(message, delivery.receivedAt());
        return (message.alerts().isEmpty()
                        ? Reading.dropped("empty_group")
                        : Reading.of(
                                message.alerts().stream().map(mapping::signal).toList()))
                .withTruncated(message.truncatedAlerts());
    }
}
