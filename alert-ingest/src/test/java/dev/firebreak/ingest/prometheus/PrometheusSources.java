package dev.firebreak.ingest.prometheus;

import dev.firebreak.ingest.source.Deliveries;
import dev.firebreak.ingest.source.Source;
import java.util.Map;

/** The source for tests of other packages. */
public final class PrometheusSources {
    private PrometheusSources() {}

    public static Source api(String token) {
        return new PrometheusApiSource(Deliveries.environment("FIREBREAK_PROMETHEUS_TOKENS", token));
    }

    public static Source with(String token, String grafanaSecret) {
        return new PrometheusSource(Deliveries.environment(
                Map.of("FIREBREAK_PROMETHEUS_TOKENS", token, "FIREBREAK_GRAFANA_SECRETS", grafanaSecret)));
    }

    public static Source with(String secret) {
        return new PrometheusSource(Deliveries.environment("FIREBREAK_PROMETHEUS_TOKENS", secret));
    }
}
