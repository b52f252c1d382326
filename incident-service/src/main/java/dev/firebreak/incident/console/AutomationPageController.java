package dev.firebreak.incident.console;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.incident.api.BudgetController;
import dev.firebreak.incident.api.NotFoundException;
import dev.firebreak.incident.api.TrustController;
import dev.firebreak.incident.remediation.RemediationStore;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.Step;
import dev.firebreak.model.remediation.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** What automation did, may do, was kept from and would have done. */
@Controller
class AutomationPageController {
    private static final int CALLS = 50;
    private static final int REMEDIATIONS = 200;
    private static final int CALLS_THAT_COUNT = 1_000;
    private static final int COOLDOWNS = 24;
    private static final Duration WEEK = Duration.ofDays(7);

    /** One step of one remediation that stands out. */
    record Outstanding(Remediation remediation, Step step) {}

    private final LedgerQueries ledger;
    private final BudgetController budgets;
    private final TrustController trust;
    private final RemediationStore remediations;
    private final CatalogHolder catalog;
    private final InstantSource clock;

    AutomationPageController(
            LedgerQueries ledger,
            BudgetController budgets,
            TrustController trust,
            RemediationStore remediations,
            CatalogHolder catalog,
            InstantSource clock) {
        this.ledger = ledger;
        this.budgets = budgets;
        this.trust = trust;
        this.remediations = remediations;
        this.catalog = catalog;
        this.clock = clock;
    }

    @GetMapping("/automation")
    Mono<Rendering> show() {
        Instant now = clock.instant();
        Mono<List<Remediation>> thisWeek = remediations
                .list(List.of(), null, null, now.plusSeconds(60), REMEDIATIONS)
                .map(all -> all.stream()
                        .filter(it -> it.startedAt().isAfter(now.minus(WEEK)))
                        .toList());
        return Mono.zip(ledger.calls(CALLS), known(), trust.show(null), thisWeek, cooldowns(now))
                .map(found -> Rendering.view("console/automation")
                        .modelAttribute("calls", found.getT1())
                        .modelAttribute("bounds", found.getT2().stream().toList())
                        .modelAttribute("now", now)
                        .modelAttribute(
                                "cooldowns",
                                found.getT5().stream().limit(COOLDOWNS).toList())
                        .modelAttribute(
                                "moreCooldowns", Math.max(0, found.getT5().size() - COOLDOWNS))
                        .modelAttribute("trust", found.getT3().items())
                        .modelAttribute("runs", found.getT4().size())
                        .modelAttribute("refused", steps(found.getT4(), StepStatus.REFUSED))
                        .modelAttribute("shadowed", steps(found.getT4(), StepStatus.SHADOWED))
                        .build());
    }

    /** Empty until remediation-service has told its bounds. */
    private Mono<Optional<BudgetController.BudgetsView>> known() {
        return budgets.show().map(Optional::of).onErrorReturn(NotFoundException.class, Optional.empty());
    }

    private Mono<List<Cooldown>> cooldowns(Instant now) {
        Catalog known = catalog.get();
        return ledger.dispatched(now.minus(Cooldown.longest(known)), CALLS_THAT_COUNT)
                .map(calls -> Cooldown.running(calls, known, now));
    }

    private static List<Outstanding> steps(List<Remediation> remediations, StepStatus status) {
        return remediations.stream()
                .flatMap(remediation -> remediation.steps().stream()
                        .filter(step -> step.status() == status)
                        .map(step -> new Outstanding(remediation, step)))
                .toList();
    }
}
