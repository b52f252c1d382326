package dev.firebreak.incident.intake;

import dev.firebreak.catalog.system.ServiceDefinition;
import dev.firebreak.catalog.system.Target;
import dev.firebreak.incident.deployment.DeploymentStore;
import dev.firebreak.incident.deployment.LiveDeployments;
import dev.firebreak.incident.lifecycle.AlertStanding.Incoming;
import dev.firebreak.incident.lifecycle.IncidentStore;
import dev.firebreak.incident.lifecycle.Opening;
import dev.firebreak.incident.lifecycle.Ruling;
import dev.firebreak.incident.related.RelatedIncidents;
import dev.firebreak.incident.related.RelatedIncidents.Suspecting;
import dev.firebreak.model.alert.Deployment;
import dev.firebreak.model.alert.Drill;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.IncidentRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Gets new incidents what they begin with: a number, a trigger, and what production runs. */
@Component
class Openings {
    record Wish(Ruling ruling, List<Incoming> alerts) {}

    /** @param alerts the trigger first */
    record Begun(Opening opening, List<Incoming> alerts) {}

    private static final int TOLD = 3;

    private final IncidentStore incidents;
    private final RelatedIncidents related;
    private final DeploymentStore deployments;
    private final IntakeSettings settings;

    Openings(IncidentStore incidents, RelatedIncidents related, DeploymentStore deployments, IntakeSettings settings) {
        this.incidents = incidents;
        this.related = related;
        this.deployments = deployments;
        this.settings = settings;
    }

    /** One for each wish, in the same order. */
    Mono<List<Begun>> of(List<Wish> wishes, Instant now) {
        if (wishes.isEmpty()) {
            return Mono.just(List.of());
        }
        List<String> projects = wishes.stream()
                .flatMap(wish -> project(wish.ruling().service()).stream())
                .distinct()
                .toList();
        return Flux.fromIterable(projects)
                .concatMap(project -> live(project, now).map(live -> Map.entry(project, live)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .flatMap(live -> related.suspecting(live.values().stream()
                                .map(LiveDeployments::suspect)
                                .filter(Objects::nonNull)
                                .map(Deployment::id)
                                .toList())
                        .flatMap(suspecting -> incidents
                                .nextNumbers(wishes.size())
                                .map(numbers -> begin(wishes, numbers, live, suspecting))));
    }

    private static List<Begun> begin(
            List<Wish> wishes, List<Long> numbers, Map<String, LiveDeployments> live, List<Suspecting> suspecting) {
        List<Begun> begun = new ArrayList<>();
        for (int i = 0; i < wishes.size(); i++) {
            Ruling ruling = wishes.get(i).ruling();
            LiveDeployments ran = project(ruling.service()).map(live::get).orElse(LiveDeployments.UNKNOWN);
            begun.add(begin(
                    numbers.get(i),
                    wishes.get(i),
                    ran,
                    Drill.isMarked(ruling.correlationKey())
                            ? List.of()
                            : others(suspecting, ruling.system().name(), ran)));
        }
        return begun;
    }

    /** The newest ones. */
    private static List<IncidentRef> others(List<Suspecting> suspecting, String system, LiveDeployments live) {
        @Nullable Deployment suspect = live.suspect();
        return suspect == null
                ? List.of()
                : suspecting.stream()
                        .filter(each -> each.deployment().equals(suspect.id())
                                && each.system().equals(system))
                        .map(Suspecting::incident)
                        .limit(TOLD)
                        .toList();
    }

    private static Begun begin(long number, Wish wish, LiveDeployments live, List<IncidentRef> others) {
        List<Incoming> alerts = triggerFirst(wish.alerts(), wish.ruling());
        return new Begun(
                new Opening(
                        IncidentId.next(),
                        number,
                        wish.ruling(),
                        alerts.getFirst().alert(),
                        live,
                        others),
                alerts);
    }

    /**
     * The first alert of the runbook that opens goes first. Resolves before the first firing alert end something that
     * the new incident never had.
     */
    private static List<Incoming> triggerFirst(List<Incoming> all, Ruling ruling) {
        List<Incoming> alerts = new ArrayList<>(
                all.stream().dropWhile(each -> !each.alert().isFiring()).toList());
        for (int i = 0; i < alerts.size(); i++) {
            @Nullable Ruling own = alerts.get(i).ruling();
            if (own != null && Objects.equals(own.runbook(), ruling.runbook())) {
                alerts.addFirst(new Incoming(alerts.remove(i).alert(), ruling));
                break;
            }
        }
        return alerts;
    }

    private Mono<LiveDeployments> live(String project, Instant now) {
        return deployments
                .spells("vercel", project)
                .map(spells -> LiveDeployments.judge(spells, now, settings.suspectWithin()));
    }

    private static Optional<String> project(ServiceDefinition service) {
        return service.targets().values().stream()
                .flatMap(
                        target -> target instanceof Target.Vercel vercel ? Stream.of(vercel.project()) : Stream.empty())
                .findFirst();
    }
}
