package dev.firebreak.incident.api;

import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.catalog.system.AutomationRule;
import dev.firebreak.catalog.system.SystemDefinition;
import dev.firebreak.incident.remediation.BoundsStore;
import dev.firebreak.incident.remediation.BoundsStore.Attempts;
import dev.firebreak.incident.remediation.BoundsStore.Rollbacks;
import dev.firebreak.incident.remediation.BoundsStore.SystemUse;
import dev.firebreak.incident.remediation.BoundsStore.Use;
import dev.firebreak.model.remediation.BoundsFact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
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
    private static final int MOST_ATTEMPTS = 50;

    /**
     * @param remediationsPerHour {@code freesAt}: when the oldest one counts no more; null when none counts
     * @param failuresInARow of a system's remediations that stop it; 0 for no bound
     * @param rollbacks automatic ones of each service that had any within the window
     * @param attempts of one action on one target for one open incident, most first, at most 50
     */
    public record BudgetsView(
            Budget remediationsAtOnce,
            Budget remediationsPerHour,
            int rollbacksPerService,
            Duration rollbackWindow,
            int attemptsPerIncident,
            Duration staleAfter,
            int failuresInARow,
            List<RollbackView> rollbacks,
            List<AttemptView> attempts,
            List<SystemView> systems) {}

    public record RollbackView(String system, String service, Budget automatic) {}

    public record AttemptView(UUID incident, String action, String target, Budget tried) {}

    public record Budget(long used, long bound, @Nullable Instant freesAt) {}

    /**
     * @param openIncidents bound 0: none
     * @param maxShare of its services in trouble; a single one is none
     * @param failuresInARow bound 0: none
     */
    public record SystemView(
            String system,
            Budget openIncidents,
            long servicesInTrouble,
            int services,
            double maxShare,
            Budget failuresInARow) {}

    private record All(
            Use use,
            List<SystemUse> systems,
            List<Rollbacks> rollbacks,
            List<Attempts> attempts,
            Map<String, Long> failures) {}

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
                .flatMap(known -> all(known).map(all -> view(known, all)));
    }

    private Mono<All> all(BoundsFact known) {
        List<String> rollbacks = Objects.requireNonNullElse(known.rollbackActions(), List.of());
        return Mono.zip(
                        bounds.use(),
                        bounds.useOfSystems(),
                        bounds.rollbacks(rollbacks, known.rollbackWindow()),
                        bounds.attempts(MOST_ATTEMPTS),
                        bounds.failuresInARow())
                .map(read -> new All(read.getT1(), read.getT2(), read.getT3(), read.getT4(), read.getT5()));
    }

    private BudgetsView view(BoundsFact known, All all) {
        Use use = all.use;
        @Nullable Instant first = use.firstActedInHour();
        return new BudgetsView(
                new Budget(use.acting(), known.remediationsAtOnce(), null),
                new Budget(use.actedInHour(), known.remediationsPerHour(), first == null ? null : first.plus(HOUR)),
                known.rollbacksPerService(),
                known.rollbackWindow(),
                known.attemptsPerIncident(),
                known.staleAfter(),
                known.failuresInARow(),
                all.rollbacks.stream()
                        .map(it -> new RollbackView(
                                it.system(),
                                it.service(),
                                new Budget(
                                        it.count(),
                                        known.rollbacksPerService(),
                                        it.firstAt().plus(known.rollbackWindow()))))
                        .toList(),
                all.attempts.stream()
                        .map(it -> new AttemptView(
                                it.incident(),
                                it.action(),
                                it.target(),
                                new Budget(it.count(), known.attemptsPerIncident(), null)))
                        .toList(),
                catalog.get().systems().stream()
                        .map(system -> view(known, system, all))
                        .toList());
    }

    private static SystemView view(BoundsFact known, SystemDefinition system, All all) {
        AutomationRule own = system.automation();
        SystemUse use = all.systems.stream()
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
                Objects.requireNonNullElse(own.maxShare(), known.maxShare()),
                new Budget(
                        all.failures.getOrDefault(system.name(), 0L),
                        Objects.requireNonNullElse(own.failuresInARow(), known.failuresInARow()),
                        null));
    }
}
