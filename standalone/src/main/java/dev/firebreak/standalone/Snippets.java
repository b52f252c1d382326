package dev.firebreak.standalone;

import java.net.URI;

/** What a person pastes into the senders' configuration, and a call of each webhook that works as it is printed. */
public record Snippets(URI ingest, Credentials credentials) {
    /** A receiver for {@code alertmanager.yml}. */
    public String alertmanager() {
        return """
                receivers:
                  - name: firebreak
                    webhook_configs:
                      - url: %s/webhooks/prometheus
                        send_resolved: true
                        http_config: {authorization: {type: Bearer, credentials: %s}}
                """.formatted(ingest, credentials.prometheusToken());
    }

    /** For {@code prometheus.yml}, where there is no Alertmanager. */
    public String prometheus() {
        return """
                alerting:
                  alertmanagers:
                    - scheme: %s
                      static_configs: [{targets: ["%s"]}]
                      authorization: {type: Bearer, credentials: %s}
                """.formatted(ingest.getScheme(), ingest.getAuthority(), credentials.prometheusToken());
    }

    /** Sentry makes the secret itself, so it has to be brought here. */
    public String sentry() {
        return """
                Settings > Developer Settings > Create New Integration > Internal: Webhook URL %s/webhooks/sentry,
                Alert Rule Action on, permission Issue & Event: Read, webhook "issue". Start with FIREBREAK_SENTRY_SECRETS=<its Client Secret>.
                """.formatted(ingest);
    }

    public String vercel() {
        return """
                Team Settings > Webhooks: events deployment.*, endpoint %s/webhooks/vercel.
                Start with FIREBREAK_VERCEL_SECRETS=<the secret that Vercel shows once>.
                """.formatted(ingest);
    }

    public String events() {
        return """
                POST %1$s/webhooks/events with Authorization: Bearer %2$s: CloudEvents, PagerDuty's Events API v2 or plain JSON.
                A mapping in the runbooks folder says what a tool's own words mean: runbooks/README.md.
                """.formatted(ingest, credentials.eventsToken());
    }

    /** At the end of a job that has to run, such as a backup. */
    public String heartbeatCall() {
        return "curl -fsS --retry 5 -X POST -H 'Authorization: Bearer %s' %s/heartbeats/<name of a heartbeat monitor>"
                .formatted(credentials.heartbeatToken(), ingest);
    }

    public String prometheusCall() {
        return """
                curl -sS %s/webhooks/prometheus -H 'Authorization: Bearer %s' -H 'Content-Type: application/json' -d '{"version":"4",\
                "groupKey":"{}:{}","status":"firing","receiver":"firebreak","alerts":[{"status":"firing","labels":{"alertname":"CircuitBreakerOpen",\
                "system":"algorhythmic","service":"generation","severity":"critical"},"annotations":{"summary":"Circuit breaker open for 5 minutes"},\
                "startsAt":"'$(date -u +%%FT%%TZ)'","endsAt":"0001-01-01T00:00:00Z"}]}'
                """.formatted(ingest, credentials.prometheusToken());
    }

    public String sentryCall() {
        return """
                b='{"action":"critical","installation":{"uuid":"try"},"data":{"metric_alert":{"id":"'$(date +%%s)'","title":"Error rate","projects":["voiceaitraining"],\
                "date_started":"'$(date -u +%%FT%%TZ)'","alert_rule":{"name":"High error rate"}}}}'; curl -sS %s/webhooks/sentry -d "$b" -H 'Content-Type: application/json' \
                -H 'Sentry-Hook-Resource: metric_alert' -H "Sentry-Hook-Timestamp: $(date +%%s)" -H "Sentry-Hook-Signature: $(printf %%s "$b" | openssl dgst -sha256 -hmac %s | sed 's/.* //')"
                """.formatted(ingest, credentials.sentrySecret());
    }

    public String vercelCall() {
        return """
                b='{"id":"try-'$(date +%%s)'","type":"deployment.error","createdAt":'$(date +%%s)'000,"payload":{"project":{"id":"prj_web"},"target":"production",\
                "deployment":{"id":"dpl_try","name":"voiceaitraining","url":"try.vercel.app","meta":{}}}}'; curl -sS %s/webhooks/vercel -d "$b" \
                -H 'Content-Type: application/json' -H "x-vercel-signature: $(printf %%s "$b" | openssl dgst -sha1 -hmac %s | sed 's/.* //')"
                """.formatted(ingest, credentials.vercelSecret());
    }

    public String eventsCall() {
        return """
                curl -sS %s/webhooks/events -H 'Authorization: Bearer %s' -H 'Content-Type: application/json' -d '{"name":"SmokeTestFailed",\
                "status":"firing","severity":"warning","project":"voiceaitraining","message":"Two of nine smoke tests failed","timestamp":"'$(date -u +%%FT%%TZ)'"}'
                """.formatted(ingest, credentials.eventsToken());
    }
}
