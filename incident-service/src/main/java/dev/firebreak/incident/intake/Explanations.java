package dev.firebreak.incident.intake;

import dev.firebreak.incident.correlation.Runbooks;
import dev.firebreak.incident.hold.HeldAlerts.Released;
import dev.firebreak.incident.lifecycle.IncidentLog;
import dev.firebreak.incident.lifecycle.IncidentStore;
import dev.firebreak.incident.lifecycle.Relations;
import dev.firebreak.incident.related.RelatedIncidents;
import dev.firebreak.incident.trace.AlertTrace;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Alerts that another incident explained and that fire on after it: theirs has to do with that one. */
@Component
class Explanations {
    private final RelatedIncidents related;
    private final IncidentStore incidents;
    private final IncidentLog log;
    private final Runbooks runbooks;

    Explanations(RelatedIncidents related, IncidentStore incidents, IncidentLog log, Runbooks runbooks) {
        this.related = related;
        this.incidents = incidents;
        this.log = log;
        this.runbooks = runbooks;
    }

    Mono<Void> tell(List<Released> released, List<AlertTrace> traces, Instant now) {
        Map<String, IncidentId> parents = new HashMap<>();
        for (Released each : released) {
            @Nullable IncidentId parent = each.inhibitedBy();
            if (parent != null) {
                parents.put(each.alert().fingerprint(), parent);
            }
        }
        return Flux.fromIterable(traces)
                .filter(trace -> trace.incidentId() != null && parents.containsKey(trace.fingerprint()))
                .filter(trace -> !trace.outcome().equals("inhibited"))
                .concatMap(trace -> tell(trace, parents, now))
                .then();
    }

    private Mono<Void> tell(AlertTrace trace, Map<String, IncidentId> parents, Instant now) {
        @Nullable IncidentId incident = trace.incidentId();
        @Nullable IncidentId parent = parents.get(trace.fingerprint());
        if (incident == null || parent == null) {
            return Mono.empty();
        }
        return related.inhibited(incident, parent)
                .flatMap(other -> incidents
                        .lock(incident)
                        .flatMap(stored -> log.save(
                                stored,
                                Relations.decide(
                                        stored.dossier(),
                                        new IncidentEvent.Related(
                                                other, "inhibited-by", trace.name() + " was muted while that was open"),
                                        now),
                                runbooks.version(),
                                now)));
    }
}
