package dev.firebreak.incident.intake;

import dev.firebreak.catalog.system.ServiceDefinition;
import dev.firebreak.catalog.system.Target;
import dev.firebreak.incident.correlation.Runbooks;
import dev.firebreak.incident.deployment.DeploymentStore;
import dev.firebreak.incident.lifecycle.IncidentStore;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.alert.DeploymentState;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.incident.AlertSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A provider that tells of failed deployments never tells that they are over. The next deployment that goes live says
 * so: what failed before it is history.
 */
@Component
class DeploymentRecovery {
    /** No deployment ends an attack. */
    private static final String FIREWALL = "vercel-firewall-";

    private final IncidentStore incidents;
    private final Runbooks runbooks;

    DeploymentRecovery(IncidentStore incidents, Runbooks runbooks) {
        this.incidents = incidents;
        this.runbooks = runbooks;
    }

    /** The provider's alerts that this deployment ends, as resolves; empty unless it is live in production. */
    Mono<List<Alert>> endedBy(Signal.DeploymentChanged change) {
        if (change.state() != DeploymentState.LIVE || !DeploymentStore.isProduction(change.deployment())) {
            return Mono.just(List.of());
        }
        return Flux.fromIterable(runbooks.current().catalog().systems())
                .concatMap(system -> Flux.fromIterable(system.services())
                        .filter(service ->
                                deploysTo(service, change.deployment().project()))
                        .concatMap(service -> incidents
                                .firingOf(change.deployment().provider(), system.name(), service.name())
                                .flatMapIterable(words -> words)
                                .filter(word -> !word.fingerprint().startsWith(FIREWALL))
                                .filter(word -> word.startsAt().isBefore(change.changedAt()))
                                .map(word -> ended(word, service.name(), change))))
                .collectList();
    }

    private static boolean deploysTo(ServiceDefinition service, String project) {
        return service.targets().values().stream()
                .anyMatch(target -> target instanceof Target.Vercel vercel
                        && vercel.project().equals(project));
    }

    private static Alert ended(AlertSummary word, String service, Signal.DeploymentChanged change) {
        Instant endsAt = change.changedAt();
        return new Alert(
                AlertId.next(),
                change.deliveryKey(),
                word.source(),
                "deployment.live",
                AlertStatus.RESOLVED,
                word.name(),
                word.severity(),
                word.fingerprint(),
                service,
                change.deployment().project(),
                change.deployment().environment(),
                change.deployment().commit(),
                word.title(),
                null,
                Map.of(),
                Map.of(),
                List.of(),
                word.startsAt(),
                endsAt,
                change.receivedAt());
    }
}
