package dev.firebreak.incident.console;

import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.catalog.system.SystemDefinition;
import dev.firebreak.incident.api.Actors;
import dev.firebreak.incident.api.IncidentQueries;
import dev.firebreak.incident.api.IncidentQueries.Found;
import dev.firebreak.incident.api.IncidentView;
import dev.firebreak.incident.api.IncidentViews;
import dev.firebreak.incident.api.NotFoundException;
import dev.firebreak.incident.timeline.Timeline;
import dev.firebreak.incident.trace.TraceStore;
import dev.firebreak.model.Actor;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.incident.Incident;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** One incident, whole. What people do about it goes to the API. */
@Controller
class IncidentPageController {
    private static final int ENTRIES = 2_000;

    private final IncidentQueries incidents;
    private final IncidentViews views;
    private final Timeline timeline;
    private final TraceStore traces;
    private final CatalogHolder catalog;
    private final InstantSource clock;

    IncidentPageController(
            IncidentQueries incidents,
            IncidentViews views,
            Timeline timeline,
            TraceStore traces,
            CatalogHolder catalog,
            InstantSource clock) {
        this.incidents = incidents;
        this.views = views;
        this.timeline = timeline;
        this.traces = traces;
        this.catalog = catalog;
        this.clock = clock;
    }

    @GetMapping("/incidents/{id}")
    Mono<Rendering> show(@PathVariable String id, Authentication user) {
        return find(id).flatMap(found -> views.of(found)
                .zipWith(timeline.read(found.incident().id(), 0, ENTRIES))
                .map(known -> page(known.getT1(), known.getT2(), Actors.of(user))));
    }

    private Rendering page(IncidentView view, List<Timeline.Item> log, Actor user) {
        List<String> levels = levels(view.incident());
        boolean hasRun = !view.remediations().isEmpty();
        return Rendering.view("console/incident")
                .modelAttribute("it", IncidentPage.of(view, log, clock.instant()))
                .modelAttribute("kinds", Kind.values())
                .modelAttribute("levels", levels)
                .modelAttribute("commands", Commands.of(view.incident(), user.name(), hasRun, !levels.isEmpty()))
                .build();
    }

    /** How an alert came to be where it is. */
    @GetMapping("/alerts/{id}/why")
    Mono<Rendering> why(@PathVariable UUID id) {
        return traces.find(new AlertId(id))
                .switchIfEmpty(Mono.error(() -> new NotFoundException("no trace of alert " + id + " is kept any more")))
                .map(trace -> Rendering.view("console/why :: why")
                        .modelAttribute("trace", trace)
                        .build());
    }

    @GetMapping("/incidents/{id}/postmortem")
    Mono<Rendering> postmortem(@PathVariable String id) {
        return find(id).map(found -> Rendering.view("console/postmortem")
                .modelAttribute("it", found.incident())
                .build());
    }

    /** Markdown as it will be read; what is HTML in it is shown as text. */
    @PostMapping("/incidents/{id}/postmortem/preview")
    Mono<Rendering> preview(@PathVariable String id, ServerWebExchange exchange) {
        return exchange.getFormData()
                .map(form -> Rendering.view("console/postmortem :: preview")
                        .modelAttribute("html", Prose.html(Objects.requireNonNullElse(form.getFirst("text"), "")))
                        .build());
    }

    private List<String> levels(Incident incident) {
        return catalog.get().system(incident.system()).map(SystemDefinition::levels).orElse(List.of()).stream()
                .map(level -> level.name())
                .toList();
    }

    private Mono<Found> find(String id) {
        return incidents.find(id).switchIfEmpty(Mono.error(() -> new NotFoundException("no incident " + id)));
    }
}
