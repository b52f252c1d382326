package dev.firebreak.incident.intake;

import dev.firebreak.catalog.system.ServiceDefinition;
import dev.firebreak.catalog.system.Target;
import dev.firebreak.incident.correlation.Runbooks;
import dev.firebreak.incident.correlation.Sorting.Group;
import dev.firebreak.incident.deployment.DeploymentStore;
import dev.firebreak.incident.deployment.LiveDeployments;
import dev.firebreak.incident.lifecycle.AlertIntake;
import dev.firebreak.incident.lifecycle.AlertIntake.Taken;
import dev.firebreak.incident.lifecycle.AlertOutcome;
import dev.firebreak.incident.lifecycle.AlertStanding.Incoming;
import dev.firebreak.incident.lifecycle.IncidentLog;
import dev.firebreak.incident.lifecycle.IncidentStore;
import dev.firebreak.incident.lifecycle.IncidentStore.Stored;
import dev.firebreak.incident.lifecycle.Opening;
import dev.firebreak.incident.lifecycle.Ruling;
import dev.firebreak.incident.storm.Storms;
import dev.firebreak.incident.trace.AlertTrace;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.incident.IncidentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Brings the alerts of one correlation key to their incident: the open one, the one just resolved, or a new one. */
@Component
class GroupIntake {
    private final IncidentStore incidents;
    private final IncidentLog log;
    private final DeploymentStore deployments;
    private final Thresholds thresholds;
    private final Storms storms;
    private final IntakeSettings settings;
    private final Runbooks runbooks;

    GroupIntake(
            IncidentStore incidents,
            IncidentLog log,
            DeploymentStore deployments,
            Thresholds thresholds,
            Storms storms,
            IntakeSettings settings,
            Runbooks runbooks) {
        this.incidents = incidents;
        this.log = log;
        this.deployments = deployments;
        this.thresholds = thresholds;
        this.storms = storms;
        this.settings = settings;
        this.runbooks = runbooks;
    }

    Mono<List<AlertTrace>> take(Group group, Instant now) {
        @Nullable Ruling ruling = group.ruling();
        @Nullable IncidentId onlyEnds = group.incidentId();
        if (ruling == null && onlyEnds != null) {
            return join(incidents.lock(onlyEnds), group.alerts(), now);
        }
        Instant resolvedSince = ruling == null ? now : now.minus(ruling.terms().reopenWithin());
        return incidents
                .lockByKey(group.correlationKey(), resolvedSince)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(found -> found.filter(stored -> isOpen(stored)).isPresent()
                        ? join(Mono.justOrEmpty(found), group.alerts(), now)
                        : beginWhenEnough(found, group, now));
    }

    private static boolean isOpen(Stored stored) {
        return stored.dossier().incident().state().isOpen();
    }

    Mono<List<AlertTrace>> endInClosed(IncidentId id, List<Alert> ends, Instant now) {
        return join(
                incidents.lock(id),
                ends.stream().map(alert -> new Incoming(alert, null)).toList(),
                now);
    }

    private Mono<List<AlertTrace>> join(Mono<Stored> locked, List<Incoming> alerts, Instant now) {
        if (alerts.isEmpty()) { // an open incident needs no counting
            return Mono.just(List.of());
        }
        return locked.flatMap(stored -> incidents
                .words(stored.dossier().incident().id(), fingerprints(alerts))
                .flatMap(known -> {
                    Taken taken = AlertIntake.join(stored.dossier(), alerts, known, now);
                    return log.save(stored, taken.decision(), runbooks.version(), now)
                            .then(keep(taken, alerts));
                }));
    }

    /** @param resolved the incident of this key that would go on */
    private Mono<List<AlertTrace>> beginWhenEnough(Optional<Stored> resolved, Group group, Instant now) {
        return thresholds.assess(group, now).flatMap(assessment -> {
            @Nullable Ruling reached = assessment.reached();
            if (reached == null) {
                return Mono.just(Traces.belowThreshold(group.alerts(), assessment.words(), runbooks.version()));
            }
            return resolved.isPresent()
                    ? join(Mono.justOrEmpty(resolved), group.alerts(), now)
                    : storms.judge(reached, now)
                            .flatMap(ruling -> ruling.isStorm() && !reached.isStorm()
                                    ? take(inStorm(group, ruling), now)
                                    : open(group, ruling, now));
        });
    }

    private static Group inStorm(Group group, Ruling storm) {
        return new Group(
                storm.correlationKey(),
                group.alerts().stream()
                        .map(each -> each.ruling() == null ? each : new Incoming(each.alert(), storm))
                        .toList(),
                List.of(),
                null);
    }

    private Mono<List<AlertTrace>> open(Group group, Ruling ruling, Instant now) {
        List<Incoming> alerts = triggerFirst(group.alerts(), ruling);
        return Mono.zip(incidents.nextNumber(), live(ruling.service(), now)).flatMap(found -> {
            Opening opening = new Opening(
                    IncidentId.next(), found.getT1(), ruling, alerts.getFirst().alert(), found.getT2());
            Taken taken = AlertIntake.open(opening, alerts, now);
            return log.open(taken.decision(), ruling.catalogVersion(), now)
                    .flatMap(isFirst -> isFirst ? keep(taken, alerts) : take(group, now));
        });
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

    private Mono<LiveDeployments> live(ServiceDefinition service, Instant now) {
        Optional<Target.Vercel> target = service.targets().values().stream()
                .filter(Target.Vercel.class::isInstance)
                .map(Target.Vercel.class::cast)
                .findFirst();
        return target.map(vercel -> deployments
                        .spells("vercel", vercel.project())
                        .map(spells -> LiveDeployments.judge(spells, now, settings.suspectWithin())))
                .orElseGet(() -> Mono.just(LiveDeployments.UNKNOWN));
    }

    private Mono<List<AlertTrace>> keep(Taken taken, List<Incoming> alerts) {
        IncidentId id = taken.decision().dossier().incident().id();
        List<AlertOutcome> outcomes = taken.outcomes();
        return incidents
                .saveWords(id, taken.words())
                .thenReturn(
                        Traces.of(alerts, outcomes, taken.decision().dossier().incident(), runbooks.version()));
    }

    private static List<String> fingerprints(List<Incoming> alerts) {
        return alerts.stream()
                .map(each -> each.alert().fingerprint())
                .distinct()
                .toList();
    }
}
