package dev.firebreak.remediation.action;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.CatalogLoader;
import dev.firebreak.catalog.CatalogResult;
import dev.firebreak.catalog.expression.Scope;
import dev.firebreak.catalog.runbook.Parameters;
import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.catalog.system.SystemDefinition;
import dev.firebreak.catalog.type.StepType;
import dev.firebreak.catalog.type.StepTypes;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.remediation.StepKind;
import dev.firebreak.remediation.Incidents;
import dev.firebreak.remediation.step.StepRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Requests as a runbook makes them: read from a catalogue, checked, with the defaults filled in. */
public final class Requests {
    private static final String SYSTEM = """
            apiVersion: firebreak.dev/v1
            kind: System
            metadata: {name: shops}
            spec:
              title: Shops
              severityLevels:
                P1: {title: High, severity: error, respondWithin: 30m}
              services:
                web:
                  identify: alert.service == 'web'
                  targets: {TARGETS}
              receivers:
                customers: {statuspage: {page: {secret: page}, token: {secret: token}}}
                on-call: {pagerduty: {routingKey: {secret: token}}}
              thresholds:
                depth: {warning: 5, critical: 10, prometheus: queue_depth}
            """;
    private static final String RUNBOOK = """
            apiVersion: firebreak.dev/v1
            kind: Runbook
            metadata: {system: shops, name: book}
            spec:
              title: Book
              when: [alert.name == 'Never']
              level: P1
              steps:
                - {id: step, KIND: TYPE, with: {WITH}MODE}
            """;

    private static final Incident INCIDENT = Incidents.incident("web", "book", Instant.parse("2026-03-01T12:00:00Z"));

    private Requests() {}

    /**
     * @param targets of the service, as YAML: {@code redis: {url: {secret: redis-url}}}
     * @param with as YAML: {@code target: redis, pattern: 'a:*'}
     */
    public static StepRequest request(String type, String targets, String with) {
        return request(type, targets, with, INCIDENT);
    }

    /** Of an action that the shipped table does not hold. */
    public static StepRequest request(StepType type, String targets, String with) {
        return request(new StepTypes(List.of(type)), type.name(), targets, with, INCIDENT);
    }

    public static StepRequest request(String type, String targets, String with, Incident incident) {
        return request(StepTypes.standard(), type, targets, with, incident);
    }

    private static StepRequest request(StepTypes types, String type, String targets, String with, Incident incident) {
        boolean isAction = types.find(StepKind.ACTION, type).isPresent();
        Catalog catalog = load(
                types,
                SYSTEM.replace("TARGETS", targets),
                RUNBOOK.replace("KIND", isAction ? "action" : "check")
                        .replace("TYPE", type)
                        .replace("WITH", with)
                        .replace("MODE", isAction ? ", mode: approve" : ""));
        SystemDefinition system = catalog.system("shops").orElseThrow();
        var service = system.service("web").orElseThrow();
        Scope scope = Scope.builder(Instant.EPOCH)
                .alert(incident.trigger())
                .incident(incident)
                .service(system, service)
                .build();
        Parameters parameters = switch (catalog.runbooks().getFirst().steps().getFirst()) {
            case StepDefinition.Action action -> action.with();
            case StepDefinition.Check check -> check.with();
            case StepDefinition.Wait _, StepDefinition.Manual _ -> throw new IllegalStateException(type);
        };
        return new StepRequest(parameters.render(scope, system, service), incident, system.prometheus());
    }

    private static Catalog load(StepTypes types, String system, String runbook) {
        try {
            Path folder = Files.createTempDirectory("firebreak-request");
            Path shops = Files.createDirectory(folder.resolve("shops"));
            Files.writeString(shops.resolve("system.yaml"), system);
            Files.writeString(shops.resolve("book.yaml"), runbook);
            return switch (new CatalogLoader(types).load(folder)) {
                case CatalogResult.Loaded(Catalog catalog) -> catalog;
                case CatalogResult.Invalid invalid -> throw new IllegalStateException(invalid.toString());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
