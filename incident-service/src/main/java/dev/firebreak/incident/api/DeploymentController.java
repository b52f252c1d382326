package dev.firebreak.incident.api;

import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.catalog.system.Target;
import dev.firebreak.incident.deployment.DeploymentStore;
import dev.firebreak.incident.deployment.LiveDeployments.Spell;
import dev.firebreak.model.alert.Deployment;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What production ran when, as the providers told. */
@RestController
@RequestMapping("/api/deployments")
class DeploymentController {
    /**
     * @param system whose service names this project as its target; null when none does
     * @param liveAt when production traffic went to it
     * @param byRollback whether it was brought back
     * @param withdrawnAt when a rollback took traffic away from it; null when none did
     */
    record DeploymentView(
            @Nullable String system,
            @Nullable String service,
            Instant liveAt,
            boolean byRollback,
            @Nullable Instant withdrawnAt,
            Deployment deployment) {}

    private record Place(String system, String service) {}

    private final DeploymentStore deployments;
    private final CatalogHolder catalog;

    DeploymentController(DeploymentStore deployments, CatalogHolder catalog) {
        this.deployments = deployments;
        this.catalog = catalog;
    }

    @GetMapping
    Mono<Page<DeploymentView>> list(
            @RequestParam(required = false) @Nullable String system,
            @RequestParam(required = false) @Nullable String service,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(name = "limit", required = false) @Nullable String most) {
        int limit = (int) Texts.number("limit", most, 50, 200);
        Map<String, Place> places = places(system, service);
        @Nullable List<String> projects = system == null && service == null ? null : List.copyOf(places.keySet());
        return deployments
                .list(projects, cursor == null ? Instant.parse("9999-01-01T00:00:00Z") : before(cursor), limit + 1)
                .map(found -> Page.of(found, limit, last -> last.liveAt().toString()))
                .map(page -> new Page<>(
                        page.items().stream()
                                .map(each ->
                                        view(each, places.get(each.deployment().project())))
                                .toList(),
                        page.next()));
    }

    private static Instant before(String cursor) {
        return Texts.instant("cursor", cursor);
    }

    /** Which service deploys by which project. */
    private Map<String, Place> places(@Nullable String system, @Nullable String service) {
        Map<String, Place> places = new LinkedHashMap<>();
        catalog.get().systems().stream()
                .filter(each -> system == null || system.equals(each.name()))
                .forEach(each -> each.services().stream()
                        .filter(one -> service == null || service.equals(one.name()))
                        .forEach(one -> one.targets().values().stream()
                                .filter(Target.Vercel.class::isInstance)
                                .map(target -> ((Target.Vercel) target).project())
                                .forEach(project -> places.put(project, new Place(each.name(), one.name())))));
        return places;
    }

    private static DeploymentView view(Spell spell, @Nullable Place place) {
        return new DeploymentView(
                place == null ? null : place.system(),
                place == null ? null : place.service(),
                spell.liveAt(),
                spell.byRollback(),
                spell.withdrawnAt(),
                spell.deployment());
    }
}
