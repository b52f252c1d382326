package dev.firebreak.catalog;

import dev.firebreak.catalog.yaml.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A catalogue's folder written by a test. */
public final class Folders {
    public static final String SYSTEM = """
            apiVersion: firebreak.dev/v1
            kind: System
            metadata: {name: shop}
            spec:
              title: The shop
              severityLevels:
                P0: {title: Critical, severity: critical, respondWithin: 0m, page: true}
                P1: {title: High, severity: error, respondWithin: 30m}
                P3: {title: Low, severity: info, respondWithin: 24h}
              services:
                web:
                  owner: platform
                  identify: alert.labels.service == 'web' || alert.project == 'shop'
                  targets:
                    vercel: {project: prj_shop, team: team_shop, token: {secret: vercel-token}}
                    health: {url: "https://shop.example/health"}
                    redis: {url: {secret: redis-url}}
                    breaker: {actuator: "https://shop.example/actuator", breaker: pay}
              receivers:
                incidents: {slack: {channel: "#incidents"}}
                on-call: {pagerduty: {routingKey: {secret: pagerduty-routing-key}}}
              escalation:
                - {after: 0m, notify: [incidents]}
                - {after: 0m, notify: [on-call], if: level.page}
                - {after: 5m, notify: [on-call], unless: acknowledged}
              thresholds:
                error-rate: {unit: ratio, warning: 0.01, critical: 0.05, prometheus: "errors / requests"}
                free-disk: {unit: ratio, critical: 0.1, worse: lower}
              prometheus: {url: "https://prometheus.shop.example", token: {secret: prometheus-token}}
              monitors:
                - name: health
                  service: web
                  http: {url: "${target.health.url}", status: [200, 204], expect: "body.status == 'ok'", contains: ok}
                  every: 10s
                  timeout: 2s
                  failAfter: 3
                  recoverAfter: 1
                  raise: {name: HealthCheckFailed, severity: critical}
                - {name: port, service: web, tcp: {host: db.shop.example, port: 5432}, raise: {name: DatabaseDown, severity: error}}
                - {name: certificate, service: web, tls: {host: shop.example, warning: 21d, critical: 7d}, every: 12h, raise: {name: CertificateExpires}}
                - {name: name, service: web, dns: {host: shop.example, addresses: [192.0.2.1]}, raise: {name: DnsBroken, severity: critical}}
                - {name: error-rate, service: web, threshold: error-rate, for: 5m}
                - {name: queue, service: web, prometheus: queue_depth, warning: 5, critical: 10, raise: {name: QueueBacklog}}
                - name: stuck-jobs
                  service: web
                  sql: {url: {secret: shop-database-url}, query: "select count(*) from job where state = 'stuck'"}
                  critical: 10
                - {name: disk, service: web, prometheus: free, threshold: free-disk}
                - {name: backup, service: web, heartbeat: {within: 26h}, raise: {name: BackupMissing, severity: error}}
            """;
    public static final String RUNBOOK = """
            apiVersion: firebreak.dev/v1
            kind: Runbook
            metadata: {system: shop, name: outage}
            spec:
              title: Outage
              when:
                - alert.name == 'HealthCheckFailed'
              level: P0
              correlate: [service]
              steps:
                - id: recent-deployment
                  check: deployment.recent
                  with: {within: 30m}
                - id: rollback
                  if: steps['recent-deployment'].ok
                  action: vercel.rollback
                  with: {target: vercel}
                  mode: auto
                  verify: {check: http.status, with: {target: health, status: [200, 204]}, consecutive: 3, every: 10s, within: 3m}
                  undo: {action: vercel.promote, with: {target: vercel, deployment: "${steps.rollback.before}"}}
                - id: tell
                  if: incident.age > duration('15m')
                  manual: "Incident ${incident.number} on ${service.name}"
            """;

    private Folders() {}

    /** @param files names and contents in turn */
    public static Path write(Path folder, String... files) {
        try {
            for (int i = 0; i < files.length; i += 2) {
                Path file = folder.resolve(files[i]);
                Files.createDirectories(file.getParent());
                Files.writeString(file, files[i + 1]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    public static Path shop(Path folder) {
        return write(folder, "shop/outage.yaml", RUNBOOK, "shop/system.yaml", SYSTEM);
    }

    public static Catalog load(Path folder) {
        return switch (CatalogLoader.standard().load(folder)) {
            case CatalogResult.Loaded loaded -> loaded.catalog();
            case CatalogResult.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    }

    /** The problems of the shop with one runbook or system changed. */
    public static List<String> problems(Path folder, String... files) {
        return switch (CatalogLoader.standard().load(write(shop(folder), files))) {
            case CatalogResult.Loaded _ -> List.of();
            case CatalogResult.Invalid invalid ->
                invalid.problems().stream().map(Problem::toString).toList();
        };
    }

    public static List<String> problemsOfRunbook(Path folder, String from, String to) {
        return problems(folder, "shop/outage.yaml", changed(RUNBOOK, from, to));
    }

    public static List<String> problemsOfSystem(Path folder, String from, String to) {
        return problems(folder, "shop/system.yaml", changed(SYSTEM, from, to));
    }

    private static String changed(String text, String from, String to) {
        if (!text.contains(from)) {
            throw new IllegalArgumentException("no '" + from + "' to change");
        }
        return text.replace(from, to);
    }
}
