package dev.firebreak.remediation.execution;

import dev.firebreak.remediation.action.haproxy.Haproxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A catalogue with many shops, one for each test, and a runbook for each thing that a test needs done. */
final class TestCatalog {
    static final int SHOPS = 60;
    /** Where the load balancer's runtime API will be, in the one test that starts one. */
    static final int PROXY = Haproxy.freePort();

    static final int FLEETS = 10;

    private TestCatalog() {}

    static Path write() {
        try {
            Path folder = Files.createTempDirectory("firebreak-catalog");
            Path system = Files.createDirectory(folder.resolve("shops"));
            Files.writeString(system.resolve("system.yaml"), system());
            int number = 0;
            for (String runbook : RUNBOOKS.split("---\n", -1)) {
                Files.writeString(system.resolve("runbook-" + number++ + ".yaml"), runbook);
            }
            Files.writeString(system.resolve("morning.yaml"), CHECKLIST);
            for (int fleet = 0; fleet < FLEETS; fleet++) {
                fleet(folder, fleet);
            }
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final String CHECKLIST = """
            apiVersion: firebreak.dev/v1
            kind: Checklist
            metadata: {system: shops, name: morning}
            spec:
              title: Every morning
              schedule: "0 9 * * *"
              items:
                - {check: incidents.unacknowledged, with: {atMost: 100000}, text: Nothing unacknowledged}
                - {manual: Support tickets}
                - {check: http.status, with: {target: health, status: 418}, text: A teapot}
            """;

    /** Small systems with the usual bounds, one for each test that is about a system as a whole. */
    private static void fleet(Path folder, int number) throws IOException {
        String name = Fleet.system(number);
        Path system = Files.createDirectory(folder.resolve(name));
        Files.writeString(system.resolve("system.yaml"), system(name, "", Fleet.services(number)));
        int runbook = 0;
        for (String written : FLEET_RUNBOOKS.replace("SYSTEM", name).split("---\n", -1)) {
            Files.writeString(system.resolve("runbook-" + runbook++ + ".yaml"), written);
        }
    }

    private static String system() {
        String unbound = "  automation: {maxShare: 1, openIncidents: 0, failuresInARow: 0}\n";
        return system("shops", unbound, IntStream.range(0, SHOPS));
    }

    private static String system(String name, String automation, IntStream services) {
        return """
                apiVersion: firebreak.dev/v1
                kind: System
                metadata: {name: SYSTEM}
                spec:
                  title: Shops
                AUTOMATION\
                  severityLevels:
                    P1: {title: High, severity: error, respondWithin: 30m}
                  services:
                """.replace("SYSTEM", name).replace("AUTOMATION", automation)
                + services.mapToObj(TestCatalog::service).collect(Collectors.joining());
    }

    private static String service(int number) {
        String host = Shop.host(number);
        return """
                    SERVICE:
                      owner: platform
                      identify: alert.service == 'SERVICE'
                      targets:
                        vercel: {project: PROJECT, token: {secret: vercel-token}}
                        health: {url: "https://HOST/api/health"}
                        redis: {url: {secret: redis-url}}
                        actuator: {actuator: "https://HOST/actuator", breaker: generation}
                        unknown: {actuator: "https://HOST/actuator", breaker: no-such-breaker}
                        admin:
                          status: "https://HOST/api/admin/circuit-breaker-status"
                          reset: "https://HOST/api/admin/reset-circuit-breaker"
                          token: {secret: admin-token}
                        hook: {url: "https://HOST/api/hook", token: {secret: admin-token}}
                        leak-redis: {url: {secret: leak-redis-url}}
                        leak-database: {kind: postgres, url: {secret: leak-database-url}}
                        proxy: {address: "127.0.0.1:PROXY"}
                        cluster: {namespace: shop}
                """.replace("SERVICE", Shop.service(number))
                .replace("PROJECT", Shop.project(number))
                .replace("HOST", host)
                .replace("PROXY", String.valueOf(PROXY));
    }

    private static final String FLEET_RUNBOOKS = """
            apiVersion: firebreak.dev/v1
            kind: Runbook
            metadata: {system: SYSTEM, name: reset}
            spec:
              title: Reset the breaker
              when: [alert.name == 'Never']
              level: P1
              steps:
                - id: reset
                  action: breaker.reset
                  with: {target: actuator}
                  mode: auto
                  limits: {max: {count: 1000, within: 1m}}
                  verify: {check: breaker.state, with: {target: actuator}, every: 1s, within: 60s}
                - {id: tell, manual: Tell people}
            ---
            apiVersion: firebreak.dev/v1
            kind: Runbook
            metadata: {system: SYSTEM, name: vain}
            spec:
              title: Reset the breaker in vain
              when: [alert.name == 'Never']
              level: P1
              steps:
                - id: reset
                  action: breaker.reset
                  with: {target: actuator}
                  mode: auto
                  limits: {max: {count: 1000, within: 1m}}
                  verify: {check: http.status, with: {target: health, status: 418}, every: 1s, within: 1s}
            ---
            apiVersion: firebreak.dev/v1
            kind: Runbook
            metadata: {system: SYSTEM, name: earned}
            spec:
              title: Reset the breaker by itself once that has helped twice
              when: [alert.name == 'Never']
              level: P1
              steps:
                - id: reset
                  action: breaker.reset
                  with: {target: actuator}
                  mode: approve
                  trust: {promoteAfter: 2}
                  approve: {people: 1}
                  limits: {max: {count: 1000, within: 1m}}
                  verify: {check: breaker.state, with: {target: actuator}, every: 1s, within: 15s}
            ---
            apiVersion: firebreak.dev/v1
            kind: Runbook
            metadata: {system: SYSTEM, name: asked}
            spec:
              title: Reset the breaker when two people say so
              when: [alert.name == 'Never']
              level: P1
              steps:
                - id: reset
                  action: breaker.reset
                  with: {target: actuator}
                  approve: {people: 2}
                  verify: {check: breaker.state, with: {target: actuator}, every: 1s, within: 60s}
            """;

    private static final String RUNBOOKS = """
            apiVersion: firebreak.dev/v1
            kind: Runbook
            metadata: {system: shops, name: reset}
            spec:
              title: Reset the breaker
              when: [alert.name == 'Never']
              level: P1
              steps:
                - id: open
                  check: breaker.state
                  with: {target: actuator, is: open}
                - id: reset
                  if: steps.open.ok
                  action: breaker.reset
                  with: {target: actuator}
                  mode: auto
                  verify: {check: breaker.state, with: {target: actuator}, consecutive: 2, every: 1s, within: 60s}
                - id: tell
                  manual: Tell people about ${service.name}.
            ---
            apiVersion: firebreak.dev/v1
            kind: Runbook
            metadata: {system: shops, name: reset-in-vain}
            spec:
              title: Reset the breaker, which opens again
              when: [alert.name == 'Never']
              level: P1
              steps:
                - id: reset
                  action: breaker.reset
                  with: {target: actuator}
                  mode: auto
                  verify: {check: breaker.state, with: {target: actuator}, every: 1s, within: 3s}
            ---
            apiVersion: firebreak.dev/v1
            kind: Runbook
            metadata: {system: shops, name: reset-admin}
            spec:
              title: Reset the breaker at its admin endpoint
              when: [alert.name == 'Never']
              level: P1
              steps:
                - id: reset
                  action: breaker.reset
                  with: {target: admin}
                  mode: auto
                  verify: {check: breaker.state, with: {target: admin}, every: 1s, within: 60s}
            ---
            apiVersion: firebreak.dev/v1
            kind: Runbook
            metadata: {system: shops, name: reset-unknown}
            spec:
              title: Reset a breaker that is not there
              when: [alert.name == 'Never']
              level: P1
              steps:
                - id: reset
                  action: breaker.reset
                  with: {target: unknown}
                  mode: auto
                  verify: {check: breaker.state, with: {target: unknown}, every: 1s, within: 3s}
            ---
            apiVersion: firebreak.dev/v1
            kind: Runbook
            metadata: {system: shops, name: reset-asked}
            spec:
              title: Reset the breaker when people say so
              when: [alert.name == 'Never']
              level: P1
              steps:
                - id: reset
                  action: breaker.reset
                  with: {target: actuator}
                  mode: approve
                  approve: {by: [responders], within: 15m, people: 2}
                  verify: {check: breaker.state, with: {target: actuator}, every: 1s, within: 60s}
            ---
            apiVersion: firebreak.dev/v1
            kind: Runbook
            metadata: {system: shops, name: reset-asked-briefly}
            spec:
              title: Reset the breaker when people say so at once
              when: [alert.name == 'Never']
              level: P1
              steps:
                - id: reset
                  action: breaker.reset
                  with: {target: actuator}
                  mode: approve
                  approve: {by: [responders], within: 1s}
            ---
            apiVersion: firebreak.dev/v1
            kind: Runbook
            metadata: {system: shops, name: reset-shadowed}
            spec:
              title: Say what a reset would do
              when: [alert.name == 'Never']
              level: P1
              steps:
                - id: reset
                  action: breaker.reset
                  with: {target: actuator}
                  mode: shadow
                - {id: breathe, wait: 1s}
            ---
            apiVersion: firebreak.dev/v1
            kind: Runbook
            metadata: {system: shops, name: rollback}
            spec:
              title: Roll back
              when: [alert.name == 'Never']
              level: P1
              steps:
                - id: recent
                  check: deployment.recent
                  with: {within: 30m}
                - id: rollback
                  if: steps.recent.ok
                  action: vercel.rollback
                  with: {target: vercel}
                  mode: approve
                  verify: {check: http.status, with: {target: health}, consecutive: 2, every: 1s, within: 60s}
                  undo: {action: vercel.promote, with: {target: vercel, deployment: "${steps.rollback.before}"}}
            ---
            apiVersion: firebreak.dev/v1
            kind: Runbook
            metadata: {system: shops, name: rollback-auto}
            spec:
              title: Roll back at once
              when: [alert.name == 'Never']
              level: P1
              steps:
                - id: rollback
                  action: vercel.rollback
                  with: {target: vercel}
                  mode: auto
                  verify: {check: http.status, with: {target: health}, consecutive: 2, every: 1s, within: 60s}
                  undo: {action: vercel.promote, with: {target: vercel, deployment: "${steps.rollback.before}"}}
            ---
            apiVersion: firebreak.dev/v1
            kind: Runbook
            metadata: {system: shops, name: rollback-in-vain}
            spec:
              title: Roll back at once, to what is bad as well
              when: [alert.name == 'Never']
              level: P1
              steps:
                - id: rollback
                  action: vercel.rollback
                  with: {target: vercel}
                  mode: auto
                  verify: {check: http.status, with: {target: health}, consecutive: 2, every: 1s, within: 4s}
                  undo: {action: vercel.promote, with: {target: vercel, deployment: "${steps.rollback.before}"}}
            ---
            apiVersion: firebreak.dev/v1
            kind: Runbook
            metadata: {system: shops, name: flush}
            spec:
              title: Flush the cache
              when: [alert.name == 'Never']
              level: P1
              steps:
                - id: ping
                  check: redis.ping
                  with: {target: redis}
                - id: flush
                  action: redis.flush
                  with: {target: redis}
                  mode: auto
                  limits: {max: {count: 1000, within: 1m}}
                  verify: {check: http.json, with: {target: health, expect: "body.status == 'ok'"}, every: 1s, within: 60s}
            ---
            apiVersion: firebreak.dev/v1
            kind: Runbook
            metadata: {system: shops, name: delete}
            spec:
              title: Delete the words
              when: [alert.name == 'Never']
              level: P1
              steps:
                - id: delete
                  action: redis.delete
                  with: {target: redis, pattern: "cache:words:*"}
                  mode: auto
                  limits: {max: {count: 1000, within: 1m}}
                  verify: {check: redis.ping, with: {target: redis}, every: 1s, within: 60s}
            ---
            apiVersion: firebreak.dev/v1
            kind: Runbook
            metadata: {system: shops, name: call}
            spec:
              title: Call the hook
              when: [alert.name == 'Never']
              level: P1
              steps:
                - id: call
                  action: http.call
                  with: {target: hook, body: '{"retry":true}'}
                  mode: auto
                  verify: {check: http.status, with: {target: health}, every: 1s, within: 60s}
            ---
            apiVersion: firebreak.dev/v1
            kind: Runbook
            metadata: {system: shops, name: leak}
            spec:
              title: Everything that has a secret, and nothing that answers well
              when: [alert.name == 'Never']
              level: P1
              steps:
                - id: echo
                  check: http.json
                  with: {target: hook, expect: "body.echo == 'none'"}
                - id: refused
                  check: http.status
                  with: {target: hook, path: "/?token=none", status: 299}
                - id: redis
                  check: redis.ping
                  with: {target: leak-redis}
                - id: database
                  check: postgres.ping
                  with: {target: leak-database}
                - id: call
                  action: http.call
                  with: {target: hook, path: /api/lost, body: '{"retry":true}'}
                  mode: auto
                  verify: {check: http.status, with: {target: health}, every: 1s, within: 60s}
            ---
            apiVersion: firebreak.dev/v1
            kind: Runbook
            metadata: {system: shops, name: blue-green}
            spec:
              title: Back to blue
              when: [alert.name == 'Never']
              level: P1
              steps:
                - id: switch
                  action: haproxy.switchBackend
                  with: {target: proxy, backend: app, to: blue, upFor: 0s}
                  mode: auto
                  verify:
                    check: haproxy.state
                    with: {target: proxy, backend: app, servers: blue}
                    consecutive: 2
                    every: 1s
                    within: 60s
                  undo: {action: haproxy.switchBackend, with: {target: proxy, backend: app, to: "${steps.switch.before}"}}
                - id: scale-down
                  action: kubernetes.scale
                  with: {target: cluster, deployment: green, replicas: 0}
                  mode: auto
                  verify:
                    check: http.status
                    with: {target: health}
                    consecutive: 2
                    every: 1s
                    within: 60s
                - id: tell
                  action: incident.note
                  with: {text: "Rolled back: blue serves, green has no replicas."}
                  mode: auto
            """;
}
