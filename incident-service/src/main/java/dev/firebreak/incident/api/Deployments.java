package dev.firebreak.incident.api;

import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.catalog.system.Target;
import dev.firebreak.incident.deployment.DeploymentStore;
import dev.firebreak.incident.deployment.LiveDeployments.Spell;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What production ran, by the services of the catalogue. */
@Component
class Deployments {
    /** After all of them. */
    static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");

    private record Place(String system, String service) {}

    private final DeploymentStore deployments;
    private final CatalogHolder catalog;

    Deployments(DeploymentStore deployments, CatalogHolder catalog) {
        this.deployments = deployments;
        this.catalog = catalog;
    }

    /**
     * Newest first.
     *
     * @param system null for all, like {@code service}; without both also those of projects that no service names
     */
    Mono<List<DeploymentView>> of(@Nullable String system, @Nullable String service, Instant before, int limit) {
        Map<String, Place> places = places(system, service);
        @Nullable List<String> projects = system == null && service == null ? null : List.copyOf(places.keySet());
        if (projects != null && projects.isEmpty()) {
            return Mono.just(List.of());
        }
        return deployments
                .list(projects, before, limit)
                .map(found -> found.stream()
                        .map(each -> view(each, places.get(each.deployment().project())))
                        .toList());
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
