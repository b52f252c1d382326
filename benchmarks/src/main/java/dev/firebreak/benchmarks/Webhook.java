package dev.firebreak.benchmarks;

import java.time.Instant;

/** One alert a body, as Alertmanager writes it; each is about an order of its own. */
final class Webhook {
    private Webhook() {}

    /** @param service {@code benchmark-orders} makes an incident; nobody knows any other */
    static String body(String service, String order, Instant startsAt) {
        return """
                {"receiver":"firebreak","status":"firing","alerts":[{"status":"firing","labels":{"alertname":"OrderStuck",\
                "service":"%1$s","order":"%2$s","severity":"critical","instance":"10.0.0.7:8080","cluster":"eu-1"},\
                "annotations":{"summary":"Order %2$s is stuck","description":"No progress for ten minutes"},\
                "startsAt":"%3$s","endsAt":"0001-01-01T00:00:00Z","generatorURL":"http://prometheus:9090/graph?g0.expr=up"}],\
                "groupLabels":{"alertname":"OrderStuck"},"commonLabels":{"alertname":"OrderStuck","service":"%1$s"},\
                "commonAnnotations":{},"externalURL":"http://alertmanager:9093","version":"4",\
                "groupKey":"{}:{alertname=\\"OrderStuck\\", order=\\"%2$s\\"}","truncatedAlerts":0}
                """.formatted(service, order, startsAt);
    }
}
