package dev.firebreak.remediation.execution;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.runbook.Parameters;
import dev.firebreak.catalog.runbook.Runbook;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.remediation.planning.Scopes;
import dev.firebreak.remediation.step.StepRequest;
import java.util.Optional;

/** What one decision of a turn sees of the catalogue: the same version from deciding to doing. */
record View(Scopes scopes, Runbook runbook, String catalogVersion) {
    /** Empty when the catalogue no longer has what the remediation runs. */
    static Optional<View> of(Catalog catalog, Held held) {
        Remediation remediation = held.remediation();
        return Scopes.of(catalog, held.incident())
                .flatMap(scopes -> catalog.runbook(
                                remediation.runbook().system(),
                                remediation.runbook().name())
                        .filter(runbook -> Situation.hasSameSteps(remediation, runbook))
                        .map(runbook -> new View(scopes, runbook, catalog.version())));
    }

    static Situation situation(Optional<View> view, Held held) {
        return new Situation(
                held.remediation(),
                view.map(View::runbook),
                step -> {
                    var condition = step.condition();
                    return condition == null
                            || condition.holds(view.orElseThrow().scopes().of(held.remediation(), held.now()));
                },
                held.progress(),
                held.incidentIsOpen(),
                held.attempt(),
                held.cancelReason());
    }

    /** @throws dev.firebreak.catalog.expression.UnresolvedException when an expression has no value */
    StepRequest request(Parameters with, Held held) {
        return scopes.request(with, held.remediation(), held.now());
    }
}
