package dev.firebreak.incident.intake;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.Identified;
import dev.firebreak.catalog.system.SystemDefinition;
import dev.firebreak.incident.correlation.Runbooks;
import dev.firebreak.incident.hold.HeldAlert;
import dev.firebreak.incident.hold.Hold;
import dev.firebreak.incident.inhibition.InhibitorStore;
import dev.firebreak.incident.inhibition.Inhibitors;
import dev.firebreak.incident.trace.AlertTrace;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.incident.IncidentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which alerts of a batch mute others from now on, and what the muting incident's people are told. */
@Component
class Muting {
    private static final int NAMED = 5;

    private final InhibitorStore inhibitors;
    private final IncidentNotes notes;
    private final Runbooks runbooks;

    Muting(InhibitorStore inhibitors, IncidentNotes notes, Runbooks runbooks) {
        this.inhibitors = inhibitors;
        this.notes = notes;
        this.runbooks = runbooks;
    }

    /**
     * Splits a batch so that what mutes is handled before what it mutes, however they came. What concerns one
     * fingerprint stays together and in order.
     */
    static List<List<Alert>> parts(Catalog catalog, List<Alert> alerts, Instant now) {
        if (alerts.size() < 2 || !Inhibitors.hasRules(catalog)) {
            return List.of(alerts);
        }
        Set<String> sources = alerts.stream()
                .filter(alert -> Inhibitors.isSourceAnywhere(catalog, alert, now))
                .map(Alert::fingerprint)
                .collect(Collectors.toSet());
        return alerts.stream()
                .collect(Collectors.groupingBy(
                        alert -> !sources.contains(alert.fingerprint()), TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** Remembers those that belong to an incident now and by a rule of their system mute others. */
    Mono<Void> remember(List<Alert> alerts, List<AlertTrace> traces, Instant now) {
        Catalog catalog = runbooks.current().catalog();
        if (!Inhibitors.hasRules(catalog)) {
            return Mono.empty();
        }
        Map<AlertId, IncidentId> places = new HashMap<>();
        for (AlertTrace trace : traces) {
            @Nullable IncidentId incident = trace.incidentId();
            if (incident != null
                    && !trace.outcome().equals("inhibited")
                    && !trace.outcome().equals("stale")) {
                places.put(trace.id(), incident);
            }
        }
        Map<String, Map<Alert, IncidentId>> sources = new TreeMap<>();
        for (Alert alert : alerts) {
            @Nullable IncidentId incident = places.get(alert.id());
            if (incident != null) {
                catalog.service(alert)
                        .map(Identified::system)
                        .filter(system -> Inhibitors.isSource(system, alert, now))
                        .map(SystemDefinition::name)
                        .ifPresent(system -> sources.computeIfAbsent(system, _ -> new LinkedHashMap<>())
                                .put(alert, incident));
            }
        }
        return Flux.fromIterable(sources.entrySet())
                .concatMap(each -> inhibitors.add(each.getKey(), each.getValue()))
                .then();
    }

    /** @param held what was not held before */
    Mono<Void> tell(Collection<HeldAlert> held, Instant now) {
        Map<String, List<Alert>> byIncident = new TreeMap<>();
        for (HeldAlert each : held) {
            @Nullable IncidentId incident = each.hold().incident();
            if (incident != null && each.hold().by() == Hold.By.INHIBITION) {
                byIncident
                        .computeIfAbsent(incident.toString(), _ -> new ArrayList<>())
                        .add(each.alert());
            }
        }
        return Flux.fromIterable(byIncident.entrySet())
                .concatMap(each -> note(IncidentId.parse(each.getKey()), each.getValue(), now))
                .then();
    }

    private Mono<Void> note(IncidentId id, List<Alert> muted, Instant now) {
        String names = muted.stream()
                .map(alert -> alert.name() + " on " + alert.service())
                .distinct()
                .limit(NAMED)
                .collect(Collectors.joining(", "));
        String text = "Muted while this is open: " + muted.size() + (muted.size() == 1 ? " alert (" : " alerts (")
                + names + "). What still fires afterwards is handled as new.";
        return notes.add(id, text, now);
    }
}
