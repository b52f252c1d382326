package dev.firebreak.incident.api;

import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.catalog.runbook.Runbook;
import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.catalog.runbook.TrustRule;
import dev.firebreak.incident.remediation.TrustHistory;
import dev.firebreak.incident.remediation.TrustHistory.TrustChange;
import dev.firebreak.model.remediation.StepMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** How far each action step of the runbooks in use may go, and how that came about. */
@RestController
@RequestMapping("/api/automation/trust")
public class TrustController {
    /**
     * @param written the mode that the runbook begins with
     * @param mode what the step may do now
     * @param promoteAfter good outcomes in a row that take it further; null when nothing does
     * @param upTo how far at most
     * @param history newest first
     */
    public record TrustView(
            String system,
            String runbook,
            String step,
            String action,
            StepMode written,
            StepMode mode,
            @Nullable Integer promoteAfter,
            StepMode upTo,
            List<TrustChange> history) {}

    private final TrustHistory history;
    private final CatalogHolder catalog;

    TrustController(TrustHistory history, CatalogHolder catalog) {
        this.history = history;
        this.catalog = catalog;
    }

    @GetMapping
    public Mono<Page<TrustView>> show(@RequestParam(required = false) @Nullable String system) {
        return history.all()
                .map(changes -> new Page<>(
                        catalog.get().runbooks().stream()
                                .filter(runbook ->
                                        system == null || runbook.ref().system().equals(system))
                                .flatMap(runbook -> runbook.steps().stream()
                                        .filter(StepDefinition.Action.class::isInstance)
                                        .map(step -> view(runbook, (StepDefinition.Action) step, changes)))
                                .toList(),
                        null));
    }

    private static TrustView view(Runbook runbook, StepDefinition.Action step, List<TrustChange> changes) {
        List<TrustChange> own = changes.stream()
                .filter(change -> change.system().equals(runbook.ref().system())
                        && change.runbook().equals(runbook.ref().name())
                        && change.step().equals(step.id()))
                .toList();
        @Nullable TrustRule rule = step.trust();
        return new TrustView(
                runbook.ref().system(),
                runbook.ref().name(),
                step.id(),
                step.type(),
                step.mode(),
                own.isEmpty() ? step.mode() : own.getFirst().to(),
                rule == null ? null : rule.promoteAfter(),
                rule == null ? step.mode() : rule.upTo(),
                own);
    }
}
