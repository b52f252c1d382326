package dev.firebreak.incident.api;

import dev.firebreak.incident.api.IncidentQueries.Found;
import dev.firebreak.incident.timeline.Timeline;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Incidents to look at. */
@RestController
@RequestMapping("/api/incidents")
class IncidentController {
    private static final int TIMELINE_MOST = 500;

    private final IncidentQueries incidents;
    private final IncidentViews views;
    private final Timeline timeline;

    IncidentController(IncidentQueries incidents, IncidentViews views, Timeline timeline) {
        this.incidents = incidents;
        this.views = views;
        this.timeline = timeline;
    }

    @GetMapping
    Mono<Page<IncidentItem>> list(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String system,
            @RequestParam(required = false) @Nullable String service,
            @RequestParam(required = false) @Nullable String severity,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit) {
        IncidentFilter filter = IncidentFilter.of(state, system, service, severity, q, cursor, limit);
        return incidents
                .list(filter)
                .map(found -> Page.of(found, filter.limit(), last -> Long.toString(last.number())));
    }

    @GetMapping("/{id}")
    Mono<IncidentView> show(@PathVariable String id) {
        return find(id).flatMap(views::of);
    }

    @GetMapping("/{id}/timeline")
    Mono<Page<Timeline.Item>> timeline(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(name = "limit", required = false) @Nullable String most) {
        long after = Texts.number("cursor", cursor, 0, Long.MAX_VALUE);
        int limit = (int) Texts.number("limit", most, TIMELINE_MOST, TIMELINE_MOST);
        return find(id).flatMap(found -> timeline.read(found.incident().id(), after, limit + 1)
                .map(items -> Page.of(items, limit, last -> Long.toString(last.seq()))));
    }

    private Mono<Found> find(String id) {
        return incidents.find(id).switchIfEmpty(Mono.error(() -> new NotFoundException("no incident " + id)));
    }
}
