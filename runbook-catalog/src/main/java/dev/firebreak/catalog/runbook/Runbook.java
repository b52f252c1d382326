package dev.firebreak.catalog.runbook;

import dev.firebreak.catalog.expression.Condition;
import dev.firebreak.catalog.expression.Scope;
import dev.firebreak.catalog.system.ServiceDefinition;
import dev.firebreak.catalog.system.SeverityLevel;
import dev.firebreak.model.RunbookRef;
import dev.firebreak.model.alert.Alert;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * When a plan applies and what it does.
 *
 * @param file where it is written, relative to the catalogue's folder
 * @param services those it is for; empty for all of the system
 * @param when any of these
 * @param reopenWithin a resolved incident that comes back within that time is the same incident
 * @param observeFor nothing may fire for that long before it counts as resolved
 */
public record Runbook(
        RunbookRef ref,
        String file,
        List<String> services,
        List<Condition> when,
        AlertThreshold threshold,
        LevelRule levelRule,
        List<CorrelationPart> correlate,
        Duration reopenWithin,
        Duration observeFor,
        List<StepDefinition> steps) {
    public Runbook {
        services = List.copyOf(services);
        when = List.copyOf(when);
        correlate = List.copyOf(correlate);
        steps = List.copyOf(steps);
    }

    /** The condition that holds; empty when the runbook is not for this. */
    public Optional<Condition> matching(ServiceDefinition service, Scope scope) {
        if (!services.isEmpty() && !services.contains(service.name())) {
            return Optional.empty();
        }
        return when.stream().filter(condition -> condition.holds(scope)).findFirst();
    }

    /** Whether the threshold counts it though nothing of {@link #when} holds. */
    public boolean alsoCounts(ServiceDefinition service, Scope scope) {
        return (services.isEmpty() || services.contains(service.name()))
                && threshold.alsoCounts().filter(it -> it.holds(scope)).isPresent();
    }

    public SeverityLevel level(Scope scope) {
        return levelRule.level(scope);
    }

    /** Alerts with the same key are about one incident, whatever runbook they come by. */
    public String correlationKey(Alert alert, ServiceDefinition service) {
        var key = new StringBuilder(ref.system());
        for (CorrelationPart part : correlate) {
            key.append('/')
                    .append(part.name().toLowerCase(Locale.ROOT))
                    .append('=')
                    .append(CorrelationKeys.bounded(part.value(ref, alert, service)));
        }
        return key.toString();
    }

    public Optional<StepDefinition> step(String id) {
        return steps.stream().filter(step -> step.id().equals(id)).findFirst();
    }
}
