package dev.firebreak.backtest;

import dev.firebreak.incident.correlation.Sorting.Group;
import dev.firebreak.incident.lifecycle.Deadline;
import dev.firebreak.incident.lifecycle.Decision;
import dev.firebreak.incident.lifecycle.IncidentStore.Firing;
import dev.firebreak.incident.lifecycle.Ruling;
import dev.firebreak.model.EventId;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.incident.AlertSummary;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.incident.IncidentId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The incidents in memory: open ones, and those resolved lately, which may go on. */
final class PastIncidents {
    /** Longer than a runbook may reopen, and than most post-mortems are waited for. */
    private static final Duration KEPT_FOR = Duration.ofDays(2);

    /** Facts of a backtest are read by nobody who would tell them apart by it. */
    private static final EventId NO_EVENT = new EventId(new UUID(0x7000, 1L << 63));

    private final String catalogVersion;
    private final Agenda agenda;
    private final BiConsumer<PastIncident, IncidentFact> told;
    private final Map<IncidentId, PastIncident> known = new HashMap<>();
    private final Map<String, PastIncident> open = new LinkedHashMap<>();
    private final Map<String, PastIncident> resolved = new HashMap<>();
    private final Map<String, List<PastIncident>> firing = new HashMap<>();
    private long number;

    PastIncidents(String catalogVersion, Agenda agenda, BiConsumer<PastIncident, IncidentFact> told) {
        this.catalogVersion = catalogVersion;
        this.agenda = agenda;
        this.told = told;
    }

    long nextNumber() {
        return ++number;
    }

    /** The same number makes the same id. */
    static IncidentId idOf(long number) {
        return new IncidentId(new UUID(0x7000, (1L << 63) | number));
    }

    Collection<PastIncident> open() {
        return open.values();
    }

    Optional<PastIncident> find(IncidentId id) {
        return Optional.ofNullable(known.get(id));
    }

    /** As intake looks for it: the open one, or the one of that key that was resolved lately. */
    Optional<PastIncident> find(Group group, Instant now) {
        @Nullable Ruling ruling = group.ruling();
        @Nullable IncidentId id = group.incidentId();
        if (ruling == null && id != null) {
            return find(id);
        }
        PastIncident mine = open.get(group.correlationKey());
        if (mine != null || ruling == null) {
            return Optional.ofNullable(mine);
        }
        Instant since = now.minus(ruling.terms().reopenWithin());
        return Optional.ofNullable(resolved.get(group.correlationKey())).filter(last -> {
            @Nullable Instant at = last.incident().resolvedAt();
            return at != null && !at.isBefore(since);
        });
    }

    boolean isOpen(String correlationKey) {
        return open.containsKey(correlationKey);
    }

    List<Firing> places(String fingerprint) {
        return firing.getOrDefault(fingerprint, List.of()).stream()
                .map(it -> new Firing(fingerprint, it.id(), it.incident().correlationKey(), it.isOpen()))
                .toList();
    }

    PastIncident add(Decision opening, Instant now) {
        PastIncident incident = new PastIncident(opening.dossier(), now);
        known.put(incident.id(), incident);
        save(incident, opening, now);
        return incident;
    }

    void say(PastIncident incident, List<AlertSummary> words) {
        for (AlertSummary word : words) {
            boolean fired = incident.isFiring(word.fingerprint());
            boolean fires = word.status() == AlertStatus.FIRING;
            incident.words().put(word.fingerprint(), word);
            if (fires && !fired) {
                firing.computeIfAbsent(word.fingerprint(), _ -> new ArrayList<>(1))
                        .add(incident);
            } else if (fired && !fires) {
                fallSilent(incident, word.fingerprint());
            }
        }
    }

    private void fallSilent(PastIncident incident, String fingerprint) {
        firing.computeIfPresent(fingerprint, (_, places) -> {
            places.remove(incident);
            return places.isEmpty() ? null : places;
        });
    }

    /** What the log and the table of incidents do with a decision. */
    void save(PastIncident incident, Decision decision, Instant now) {
        incident.become(decision.dossier());
        index(incident, now);
        decision.dossier()
                .nextDueAt()
                .ifPresentOrElse(
                        at -> {
                            if (incident.dueAt(at)) {
                                agenda.at(at, then -> due(incident, at, then));
                            }
                        },
                        () -> incident.dueAt(null));
        for (Decision.Entry entry : decision.entries()) {
            if (isOfAlerts(entry.event())) {
                incident.alertedAt(now);
            }
            if (entry.event() instanceof IncidentEvent.Reopened) {
                incident.beginRound();
            }
            told.accept(
                    incident,
                    new IncidentFact(
                            NO_EVENT,
                            incident.nextSeq(),
                            now,
                            entry.actor(),
                            catalogVersion,
                            entry.event(),
                            entry.incident()));
        }
    }

    private static boolean isOfAlerts(IncidentEvent event) {
        return event instanceof IncidentEvent.AlertsAdded || event instanceof IncidentEvent.Reopened;
    }

    private void due(PastIncident incident, Instant at, Instant now) {
        if (incident.isDueAt(at)) {
            incident.dueAt(null);
            save(incident, Deadline.decide(incident.dossier(), now), now);
        }
    }

    private void index(PastIncident incident, Instant now) {
        Incident state = incident.incident();
        String key = state.correlationKey();
        if (state.state().isOpen()) {
            open.put(key, incident);
            resolved.remove(key, incident);
        } else if (open.remove(key, incident)) {
            resolved.put(key, incident);
            agenda.at(now.plus(KEPT_FOR), _ -> forget(incident, state.resolvedAt()));
        }
    }

    private void forget(PastIncident incident, @Nullable Instant resolvedAt) {
        boolean isTheSame =
                resolvedAt != null && resolvedAt.equals(incident.incident().resolvedAt());
        if (isTheSame && !incident.isOpen()) {
            known.remove(incident.id());
            resolved.remove(incident.incident().correlationKey(), incident);
            incident.words().keySet().forEach(fingerprint -> fallSilent(incident, fingerprint));
        }
    }
}
