package dev.firebreak.incident.lifecycle;

import dev.firebreak.catalog.system.SeverityLevel;
import dev.firebreak.incident.escalation.Escalation;
import dev.firebreak.incident.lifecycle.Decision.Entry;
import dev.firebreak.model.Actor;
import dev.firebreak.model.Severity;
import dev.firebreak.model.incident.AlertSummary;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.incident.Receiver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An incident while one decision is made on it. Lives no longer than that: each {@link #record} keeps the event
 * together with the incident as it is at that moment.
 */
final class Draft {
    private final Dossier before;
    private final Instant now;
    private final List<Entry> entries = new ArrayList<>();

    private IncidentState state;
    private Severity severity;
    private String level;
    private String levelTitle;
    private List<AlertSummary> alerts;
    private int firingCount;
    private int alertCount;
    private final Set<Receiver> receivers;
    private @Nullable Instant acknowledgedAt;
    private @Nullable String acknowledgedBy;
    private @Nullable Instant mitigatedAt;
    private @Nullable Instant resolvesAt;
    private @Nullable Instant resolvedAt;
    private @Nullable String resolvedBy;
    private Instant updatedAt;
    private Escalation escalation;

    Draft(Dossier before, Instant now) {
        this.before = before;
        this.now = now;
        Incident incident = before.incident();
        state = incident.state();
        severity = incident.severity();
        level = incident.level();
        levelTitle = incident.levelTitle();
        alerts = new ArrayList<>(incident.alerts());
        firingCount = incident.firingCount();
        alertCount = incident.alertCount();
        receivers = new LinkedHashSet<>(incident.receivers());
        acknowledgedAt = incident.acknowledgedAt();
        acknowledgedBy = incident.acknowledgedBy();
        mitigatedAt = incident.mitigatedAt();
        resolvesAt = incident.resolvesAt();
        resolvedAt = incident.resolvedAt();
        resolvedBy = incident.resolvedBy();
        updatedAt = incident.updatedAt();
        escalation = before.escalation();
    }

    IncidentState state() {
        return state;
    }

    Instant now() {
        return now;
    }

    Escalation escalation() {
        return escalation;
    }

    Incident incident() {
        Incident old = before.incident();
        return new Incident(
                old.id(),
                old.number(),
                old.title(),
                state,
                severity,
                level,
                levelTitle,
                old.system(),
                old.service(),
                old.runbook(),
                old.correlationKey(),
                old.trigger(),
                alerts,
                firingCount,
                alertCount,
                old.suspect(),
                old.lastGood(),
                List.copyOf(receivers),
                old.openedAt(),
                acknowledgedAt,
                acknowledgedBy,
                mitigatedAt,
                resolvesAt,
                resolvedAt,
                resolvedBy,
                updatedAt);
    }

    void record(IncidentEvent event, Actor actor) {
        updatedAt = now;
        entries.add(new Entry(event, actor, incident()));
    }

    Decision decision() {
        return new Decision(new Dossier(incident(), before.terms(), escalation), entries);
    }

    void acknowledge(Actor actor) {
        state = state == IncidentState.MITIGATED ? state : IncidentState.ACKNOWLEDGED;
        acknowledgedAt = now;
        acknowledgedBy = actor.name();
    }

    void mitigate() {
        state = IncidentState.MITIGATED;
        mitigatedAt = now;
    }

    void resolve(Actor actor) {
        state = IncidentState.RESOLVED;
        resolvesAt = null;
        resolvedAt = now;
        resolvedBy = actor.name();
    }

    void reopen() {
        state = IncidentState.TRIGGERED;
        acknowledgedAt = null;
        acknowledgedBy = null;
        mitigatedAt = null;
        resolvesAt = null;
        resolvedAt = null;
        resolvedBy = null;
        escalation = escalation.restarted(now);
    }

    void observeUntil(@Nullable Instant end) {
        resolvesAt = end;
    }

    void raise(SeverityLevel worse) {
        severity = worse.severity();
        level = worse.name();
        levelTitle = worse.title();
    }

    void tell(Collection<Receiver> more) {
        receivers.addAll(more);
    }

    void finishSteps(List<Integer> steps) {
        escalation = escalation.with(steps);
    }

    /** Newest word first, one on each fingerprint. */
    void put(AlertSummary alert) {
        alerts.removeIf(other -> other.fingerprint().equals(alert.fingerprint()));
        alerts.addFirst(alert);
        if (alerts.size() > Incident.ALERTS_KEPT) {
            alerts.removeLast();
        }
    }

    void countAlerts(int taken, int firingMore) {
        alertCount += taken;
        firingCount += firingMore;
    }

    int firingCount() {
        return firingCount;
    }
}
