package dev.firebreak.incident.console;

import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.incident.api.Actors;
import dev.firebreak.incident.remediation.AutomationStore;
import dev.firebreak.model.remediation.StepMode;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** How it all stands: what every page says around its own matter. */
@Component
class Standing {
    private record Known(NowQueries.Counts counts, List<AutomationStore.Switch> switches) {}

    private static final String AROUND = Standing.class.getName();
    private static final String ALL = "all";

    private final DatabaseState database;
    private final Remembered<String, Known> known;
    private final ConsoleSettings settings;
    private final CatalogHolder catalog;

    Standing(
            DatabaseState database,
            NowQueries now,
            AutomationStore automation,
            ConsoleSettings settings,
            CatalogHolder catalog) {
        this.database = database;
        this.known = new Remembered<>(_ -> now.counts().zipWith(automation.all().collectList(), Known::new));
        this.settings = settings;
        this.catalog = catalog;
    }

    /** As it was at one moment since the request came, the same for all that it asks. */
    Mono<Surroundings> around(Authentication user, ServerWebExchange request) {
        Mono<Surroundings> around = request.getAttribute(AROUND);
        if (around == null) {
            around = read(user, request).cache();
            request.getAttributes().put(AROUND, around);
        }
        return around;
    }

    private Mono<Surroundings> read(Authentication user, ServerWebExchange request) {
        return database.during(request)
                .flatMap(state -> known.read(ALL, state))
                .map(found -> new Surroundings(
                        Actors.of(user),
                        found.counts().open(),
                        found.counts().urgent(),
                        found.switches(),
                        settings.sandboxed(),
                        isAllShadow()));
    }

    /** Whether no step may do more than say what it would do. */
    private boolean isAllShadow() {
        List<StepDefinition.Action> actions = catalog.get().runbooks().stream()
                .flatMap(runbook -> runbook.steps().stream())
                .filter(StepDefinition.Action.class::isInstance)
                .map(StepDefinition.Action.class::cast)
                .toList();
        return !actions.isEmpty() && actions.stream().allMatch(it -> it.mode() == StepMode.SHADOW);
    }
}
