package dev.firebreak.incident.console;

import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.incident.api.Texts;
import dev.firebreak.incident.deadletter.DeadLetterController;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Whether what comes in comes in, and what has to go out goes out. */
@Controller
class DeliveryPageController {
    private static final int MOST_PAGES = 500; // as deep as notifier-service looks

    private final DeliveryQueries delivery;
    private final Obligations obligations;
    private final DeadLetterController letters;
    private final Neighbours neighbours;
    private final Lag lag;
    private final CatalogHolder catalog;
    private final InstantSource clock;

    DeliveryPageController(
            DeliveryQueries delivery,
            Obligations obligations,
            DeadLetterController letters,
            Neighbours neighbours,
            Lag lag,
            CatalogHolder catalog,
            InstantSource clock) {
        this.delivery = delivery;
        this.obligations = obligations;
        this.letters = letters;
        this.neighbours = neighbours;
        this.lag = lag;
        this.catalog = catalog;
        this.clock = clock;
    }

    @GetMapping("/delivery")
    Mono<Rendering> show(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cause,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String owed) {
        int page = (int) Texts.number("owed", owed, 1, MOST_PAGES);
        return Mono.zip(
                        delivery.waiting(),
                        delivery.sources(clock.instant().minus(Duration.ofDays(1))),
                        delivery.calls(),
                        letters.list(state, null, cause, cursor, null),
                        neighbours.all(),
                        lag.look(),
                        obligations.page(page))
                .map(found -> Rendering.view("console/delivery")
                        .modelAttribute("waiting", found.getT1())
                        .modelAttribute("sources", SourceLine.of(found.getT2(), Refused.bySource(found.getT5())))
                        .modelAttribute("reached", found.getT3().reached())
                        .modelAttribute("unproven", found.getT3().unproven())
                        .modelAttribute("letters", found.getT4())
                        .modelAttribute("neighbours", found.getT5())
                        .modelAttribute("owed", Owed.of(found.getT5()).stream().toList())
                        .modelAttribute("obligations", found.getT7().stream().toList())
                        .modelAttribute("now", clock.instant())
                        .modelAttribute("lag", found.getT6().stream().toList())
                        .modelAttribute("state", state == null ? "open" : state)
                        .modelAttribute("cause", Objects.requireNonNullElse(cause, ""))
                        .modelAttribute("problems", catalog.problems())
                        .build());
    }

    @GetMapping("/delivery/{id}")
    Mono<Rendering> letter(@PathVariable UUID id) {
        return letters.show(id)
                .map(letter -> Rendering.view("console/delivery :: letter")
                        .modelAttribute("it", letter)
                        .build());
    }
}
