package dev.firebreak.incident.api;

import dev.firebreak.incident.api.IncidentQueries.Found;
import dev.firebreak.incident.related.RelatedIncidents;
import dev.firebreak.incident.remediation.RemediationStore;
import dev.firebreak.model.incident.Incident;
import java.time.Instant;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gathers what belongs to an incident. */
@Component
public class IncidentViews {
    private static final int DEPLOYMENTS = 10;

    private final RemediationStore remediations;
    private final Deployments deployments;
    private final RelatedIncidents related;

    IncidentViews(RemediationStore remediations, Deployments deployments, RelatedIncidents related) {
        this.remediations = remediations;
        this.deployments = deployments;
        this.related = related;
    }

    public Mono<IncidentView> of(Found found) {
        Incident incident = found.incident();
        Instant end = Objects.requireNonNullElse(incident.resolvedAt(), Deployments.EVER);
        return remediations
                .of(incident.id())
                .flatMap(all -> deployments
                        .of(incident.system(), incident.service(), end, DEPLOYMENTS)
                        .flatMap(ran -> related.of(incident).map(others -> IncidentView.of(found, all, ran, others))));
    }
}
