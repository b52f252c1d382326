package dev.firebreak.remediation.planning;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.expression.Scope;
import dev.firebreak.catalog.runbook.Parameters;
import dev.firebreak.catalog.system.ServiceDefinition;
import dev.firebreak.catalog.system.SystemDefinition;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.remediation.step.StepRequest;
import java.time.Instant;
import java.util.Optional;

/**
 * What expressions of a remediation's steps can see.
 *
 * @param system the catalogue's; the service is one of its
 */
public record Scopes(SystemDefinition system, ServiceDefinition service, Incident incident) {
    /** Empty when the catalogue does not know the incident's system or service any more. */
    public static Optional<Scopes> of(Catalog catalog, Incident incident) {
        return catalog.system(incident.system())
                .flatMap(system ->
                        system.service(incident.service()).map(service -> new Scopes(system, service, incident)));
    }

    public Scope of(Remediation remediation, Instant now) {
        Scope.Builder scope =
                Scope.builder(now).alert(incident.trigger()).incident(incident).service(system, service);
        remediation.steps().forEach(scope::step);
        return scope.build();
    }

    /** @throws dev.firebreak.catalog.expression.UnresolvedException when an expression has no value */
    public StepRequest request(Parameters with, Remediation remediation, Instant now) {
        return new StepRequest(with.render(of(remediation, now), system, service), incident, system.prometheus());
    }
}
