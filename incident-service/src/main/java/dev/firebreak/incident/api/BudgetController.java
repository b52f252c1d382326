package dev.firebreak.incident.api;

import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.catalog.system.AutomationRule;
import dev.firebreak.catalog.system.SystemDefinition;
import dev.firebreak.incident.remediation.BoundsStore;
import dev.firebreak.incident.remediation.BoundsStore.SystemUse;
import dev.firebreak.incident.remediation.BoundsStore.Use;
import dev.firebreak.model.remediation.BoundsFact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Within which bounds automation acts, and how much of them is used: as told, so a moment behind. */
@RestController
@RequestMapping("/api/automation/budgets")
public class BudgetController {
    private static final Duration HOUR = Duration.ofHours(1);

    /**
     * @param remediationsPerHour {@code freesAt}: when the oldest one counts no more; null when none counts
     * @param failuresInARow of a system's remediations that stop it; 0 for no bound
     */
    public record BudgetsView(
            Budget remediationsAtOnce,
            Budget remediationsPerHour,
            int rollbacksPerService,
            Duration rollbackWindow,
            int attemptsPerIncident,
            Duration staleAfter,
            int failuresInARow,
            List<SystemView> systems) {}

    public record Budget(long used, long bound, @Nullable Instant freesAt) {}

    /**
     * @param openIncidents bound 0: none
     * @param maxShare of its services in trouble; a single one is none
     */
    public record SystemView(
            String system, Budget openIncidents, long servicesInTrouble, int services, double maxShare) {}

    private final BoundsStore bounds;
    private final CatalogHolder catalog;

    BudgetController(BoundsStore bounds, CatalogHolder catalog) {
        this.bounds = bounds;
        this.catalog = catalog;
    }

    @GetMapping
    public Mono<BudgetsView> show() {
        return bounds.find()
                .switchIfEmpty(
                        Mono.error(() -> new NotFoundException("remediation-service has not told its bounds yet")))
                .flatMap(known ->
                        bounds.use().flatMap(use -> bounds.useOfSystems().map(systems -> view(known, use, systems))));
    }

    private BudgetsView view(BoundsFact known, Use use, List<SystemUse> systems) {
        @Nullable Instant first = use.firstActedInHour();
        return new BudgetsView(
                new Budget(use.acting(), known.remediationsAtOnce(), null),
                new Budget(use.actedInHour(), known.remediationsPerHour(), first == null ? null : first.plus(HOUR)),
                known.rollbacksPerService(),
                known.rollbackWindow(),
                known.attemptsPerIncident(),
                known.staleAfter(),
                known.failuresInARow(),
                catalog.get().systems().stream()
                        .map(system -> view(known, system, systems))
                        .toList());
    }

    private static SystemView view(BoundsFact known, SystemDefinition system, List<SystemUse> systems) {
        AutomationRule own = system.automation();
        SystemUse use = systems.stream()
                .filter(it -> it.system().equals(system.name()))
                .findFirst()
                .orElseGet(() -> new SystemUse(system.name(), 0, 0));
        return new SystemView(
                system.name(),
                new Budget(
                        use.openIncidents(),
                        Objects.requireNonNullElse(own.openIncidents(), known.openIncidents()),
                        null),
                use.servicesInTrouble(),
                system.services().size(),
                Objects.requireNonNullElse(own.maxShare(), known.maxShare()));
    }
}
