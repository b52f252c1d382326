package dev.firebreak.incident.recording;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.system.Target;
import dev.firebreak.model.alert.Signal;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which signals are about a system, by a catalogue: alerts of its services, deployments of their projects. */
record Belonging(Catalog catalog, String system, Set<String> projects) implements Predicate<Signal> {
    static Belonging to(String system, Catalog catalog) {
        Set<String> projects = catalog.system(system).stream()
                .flatMap(found -> found.services().stream())
                .flatMap(service -> service.targets().values().stream())
                .filter(Target.Vercel.class::isInstance)
                .map(target -> ((Target.Vercel) target).project())
                .collect(Collectors.toUnmodifiableSet());
        return new Belonging(catalog, system, projects);
    }

    @Override
    public boolean test(Signal signal) {
        return switch (signal) {
            case Signal.AlertReceived received ->
                catalog.service(received.alert())
                        .filter(found -> found.system().name().equals(system))
                        .isPresent();
            case Signal.DeploymentChanged changed ->
                projects.contains(changed.deployment().project());
            case Signal.DeploymentRolledBack back -> projects.contains(back.project());
        };
    }
}
