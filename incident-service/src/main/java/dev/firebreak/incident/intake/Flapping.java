package dev.firebreak.incident.intake;

import dev.firebreak.incident.flapping.FlapCounts;
import dev.firebreak.incident.flapping.Flaps;
import dev.firebreak.incident.hold.Hold;
import dev.firebreak.incident.lifecycle.IncidentStore.Firing;
import dev.firebreak.incident.trace.AlertTrace;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.incident.IncidentId;
import java.time.Instant;
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
    private final IncidentNotes notes;

    Flapping(FlapCounts counts, IncidentNotes notes) {
        this.counts = counts;
        this.notes = notes;
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

    /** Tells an incident's people when one of its alerts begins to flap. */
    Mono<Void> tell(Map<String, Flaps> flaps, List<AlertTrace> traces, Instant now) {
        Map<String, AlertTrace> places = new TreeMap<>();
        for (AlertTrace trace : traces) {
            @Nullable Flaps found = flaps.get(trace.fingerprint());
            if (found != null && found.isNews() && trace.incidentId() != null) {
                places.put(trace.fingerprint(), trace);
            }
        }
        return Flux.fromIterable(places.values())
                .concatMap(place -> {
                    Flaps found = Objects.requireNonNull(flaps.get(place.fingerprint()));
                    return notes.add(
                            Objects.requireNonNull(place.incidentId()),
                            found.news(place.name(), place.service(), counts.settings()),
                            now);
                })
                .then();
    }
}
