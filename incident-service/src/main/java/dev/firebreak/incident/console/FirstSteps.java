package dev.firebreak.incident.console;

import dev.firebreak.catalog.CatalogHolder;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** What to do first: a call of each webhook that works as it stands, but for the secret, which only its owner has. */
@Component
public class FirstSteps {
    public record Source(String name, String secret, String call) {}

    private final String ingest;
    private final CatalogHolder catalog;

    FirstSteps(ConsoleSettings settings, CatalogHolder catalog) {
        this.ingest = settings.ingestUrl();
        this.catalog = catalog;
    }

    /** About a service of the catalogue, so that an incident comes of them. */
    public List<Source> sources() {
        String service = SampleAlert.alert(catalog.get(), Instant.EPOCH).service();
        return List.of(
                new Source("Prometheus Alertmanager", "FIREBREAK_PROMETHEUS_TOKENS", """
                        curl -sS %1$s/webhooks/prometheus -H "Authorization: Bearer $FIREBREAK_PROMETHEUS_TOKENS" \\
                          -H 'Content-Type: application/json' -d '{"version":"4","groupKey":"{}:{}","status":"firing",
                          "receiver":"firebreak","alerts":[{"status":"firing","labels":{"alertname":"CircuitBreakerOpen",
                          "service":"%2$s","severity":"critical"},"annotations":{"summary":"Circuit breaker open"},
                          "startsAt":"'$(date -u +%%FT%%TZ)'","endsAt":"0001-01-01T00:00:00Z"}]}'""".formatted(ingest, service)),
                new Source("Sentry", "FIREBREAK_SENTRY_SECRETS", """
                        b='{"action":"critical","installation":{"uuid":"try"},"data":{"metric_alert":{"id":"1",
                          "title":"Error rate","projects":["%2$s"],"date_started":"'$(date -u +%%FT%%TZ)'",
                          "alert_rule":{"name":"High error rate"}}}}'
                        curl -sS %1$s/webhooks/sentry -d "$b" -H 'Content-Type: application/json' \\
                          -H 'Sentry-Hook-Resource: metric_alert' -H "Sentry-Hook-Timestamp: $(date +%%s)" \\
                          -H "Sentry-Hook-Signature: $(printf %%s "$b" | openssl dgst -sha256 -hmac "$FIREBREAK_SENTRY_SECRETS" | sed 's/.* //')\"""".formatted(ingest, service)),
                new Source("Vercel", "FIREBREAK_VERCEL_SECRETS", """
                        b='{"id":"try-1","type":"deployment.error","createdAt":'$(date +%%s)'000,"payload":{"project":
                          {"id":"prj_web"},"target":"production","deployment":{"id":"dpl_try","name":"%2$s","meta":{}}}}'
                        curl -sS %1$s/webhooks/vercel -d "$b" -H 'Content-Type: application/json' \\
                          -H "x-vercel-signature: $(printf %%s "$b" | openssl dgst -sha1 -hmac "$FIREBREAK_VERCEL_SECRETS" | sed 's/.* //')\"""".formatted(ingest, service)),
                new Source("Any other tool", "FIREBREAK_EVENTS_TOKENS", """
                        curl -sS %1$s/webhooks/events -H "Authorization: Bearer $FIREBREAK_EVENTS_TOKENS" \\
                          -H 'Content-Type: application/json' -d '{"name":"SmokeTestFailed","status":"firing",
                          "severity":"error","service":"%2$s","message":"Two of nine smoke tests failed"}'""".formatted(ingest, service)));
    }
}
