package dev.firebreak.notifier.routing;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationFact;
import java.util.Optional;
import java.util.function.Supplier;

/** Status pages that a runbook has told of an incident: from then on they are told how it goes on. */
public class Pages {
    private static final String UPDATE = "statuspage.update";

    private final Supplier<Catalog> catalogs;

    public Pages(Supplier<Catalog> catalogs) {
        this.catalogs = catalogs;
    }

    /** The page that was told just now; empty when none was, and when the catalogue no longer knows it. */
    public Optional<Receiver.Statuspage> told(RemediationFact fact) {
        return fact.event() instanceof RemediationEvent.ActionApplied applied
                ? catalogs.get().runbook(fact.remediation().runbook()).stream()
                        .flatMap(runbook -> runbook.steps().stream())
                        .filter(step -> step.id().equals(applied.step()))
                        .filter(StepDefinition.Action.class::isInstance)
                        .map(StepDefinition.Action.class::cast)
                        .filter(action -> action.type().equals(UPDATE))
                        .flatMap(action -> action.with().receiver("target").stream())
                        .filter(Receiver.Statuspage.class::isInstance)
                        .map(Receiver.Statuspage.class::cast)
                        .findFirst()
                : Optional.empty();
    }
}
