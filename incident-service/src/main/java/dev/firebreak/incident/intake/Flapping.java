package dev.firebreak.incident.intake;

import dev.firebreak.incident.correlation.Runbooks;
import dev.firebreak.incident.flapping.FlapCounts;
import dev.firebreak.incident.flapping.Flaps;
import dev.firebreak.incident.hold.Hold;
import dev.firebreak.incident.lifecycle.FlapNews;
import dev.firebreak.incident.lifecycle.FlapNews.Flap;
import dev.firebreak.incident.lifecycle.IncidentLog;
import dev.firebreak.incident.lifecycle.IncidentStore;
import dev.firebreak.incident.lifecycle.IncidentStore.Firing;
import dev.firebreak.incident.trace.AlertTrace;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.incident.IncidentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which ends of a batch come too often to be believed at once. */
@Component
class Flapping {
    private final FlapCounts counts;
    private final IncidentStore incidents;
    private final IncidentLog log;
    private final Runbooks runbooks;

    Flapping(FlapCounts counts, IncidentStore incidents, IncidentLog log, Runbooks runbooks) {
        this.counts = counts;
        this.incidents = incidents;
        this.log = log;
        this.runbooks = runbooks;
    }

    /**
     * Counts the ends of what fires in an open incident or began in this batch.
     *
     * @param places where the fingerprints of resolves fire
     */
    Mono<Map<String, Flaps>> count(List<Alert> alerts, List<Firing> places, Instant now) {
        Set<String> known = new HashSet<>();
        places.stream().filter(Firing::isOpen).map(Firing::fingerprint).forEach(known::add);
        alerts.stream().filter(Alert::isFiring).map(Alert::fingerprint).forEach(known::add);
        return counts.count(
                alerts.stream()
                        .filter(alert -> !alert.isFiring() && known.contains(alert.fingerprint()))
                        .map(alert -> Map.entry(
                                alert.fingerprint(), Objects.requireNonNullElse(alert.endsAt(), alert.receivedAt())))
                        .toList(),
                now);
    }

    /** An end that is held in the batch in which its alert began is about the incident that it began in. */
    static List<AlertTrace> placed(List<AlertTrace> traces) {
        Map<String, IncidentId> places = new HashMap<>();
        for (AlertTrace trace : traces) {
            @Nullable IncidentId incident = trace.incidentId();
            if (incident != null) {
                places.put(trace.fingerprint(), incident);
            }
        }
        return traces.stream()
                .map(trace -> {
                    @Nullable IncidentId place = places.get(trace.fingerprint());
                    boolean isLost =
                            trace.incidentId() == null && trace.outcome().equals(Hold.By.FLAPPING.outcome());
                    return isLost && place != null ? trace.in(place) : trace;
                })
                .toList();
    }

    /** Counts the ends that are not believed in their incidents, and tells their people when an alert begins to flap. */
    Mono<Void> tell(Map<String, Flaps> flaps, List<AlertTrace> traces, Instant now) {
        Map<String, List<Flap>> byIncident = new TreeMap<>();
        Set<String> told = new HashSet<>();
        for (AlertTrace trace : traces) {
            @Nullable Flaps found = flaps.get(trace.fingerprint());
            @Nullable IncidentId incident = trace.incidentId();
            if (found == null || !found.isFlapping() || incident == null) {
                continue;
            }
            List<Flap> here = byIncident.computeIfAbsent(incident.toString(), _ -> new ArrayList<>());
            if (found.isNews()) {
                if (told.add(trace.fingerprint())) {
                    here.add(new Flap(found.ends(), found.news(trace.name(), trace.service(), counts.settings())));
                }
            } else if (trace.outcome().equals(Hold.By.FLAPPING.outcome())) {
                here.add(new Flap(1, null));
            }
        }
        return Flux.fromIterable(byIncident.entrySet())
                .filter(each -> !each.getValue().isEmpty())
                .concatMap(each -> incidents
                        .lockWhereItGoesOn(IncidentId.parse(each.getKey()))
                        .flatMap(stored -> log.save(
                                stored,
                                FlapNews.decide(stored.dossier(), each.getValue(), now),
                                runbooks.version(),
                                now)))
                .then();
    }
}
