package dev.firebreak.incident.lifecycle;

import dev.firebreak.model.Actor;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What follows from a message: the incident as it is then, and the events that say so.
 *
 * @param entries in order; empty when nothing new was said
 */
public record Decision(Dossier dossier, List<Entry> entries) {
    /** @param incident the incident right after this event */
    public record Entry(IncidentEvent event, Actor actor, Incident incident) {}

    public Decision {
        entries = List.copyOf(entries);
    }

    static Decision nothing(Dossier dossier) {
        return new Decision(dossier, List.of());
    }

    /** This one, and what another one decided on top of it. */
    Decision then(Decision next) {
        List<Entry> all = new ArrayList<>(entries);
        all.addAll(next.entries);
        return new Decision(next.dossier, all);
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Why a command was not carried out; empty when it was, or when there was nothing left to do. */
    public Optional<String> refusal() {
        return entries.stream()
                .map(Entry::event)
                .filter(IncidentEvent.CommandRefused.class::isInstance)
                .map(IncidentEvent.CommandRefused.class::cast)
                .map(IncidentEvent.CommandRefused::reason)
                .findFirst();
    }
}
