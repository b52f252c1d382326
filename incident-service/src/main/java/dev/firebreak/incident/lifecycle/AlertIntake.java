package dev.firebreak.incident.lifecycle;

import dev.firebreak.incident.lifecycle.AlertStanding.Incoming;
import dev.firebreak.model.Actor;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.incident.AlertSummary;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Alerts of one batch that belong to one incident; together they make a handful of events, however many they are. */
public final class AlertIntake {
    /**
     * @param words the newest word on each fingerprint that changed
     * @param outcomes one for each alert, in the order given
     */
    public record Taken(Decision decision, List<AlertSummary> words, List<AlertOutcome> outcomes) {
        public Taken {
            words = List.copyOf(words);
            outcomes = List.copyOf(outcomes);
        }
    }

    private AlertIntake() {}

    /** @param alerts the first one is the trigger */
    public static Taken open(Opening opening, List<Incoming> alerts, Instant now) {
        AlertStanding standing = new AlertStanding(Map.of());
        standing.take(alerts.getFirst());
        Decision opened = opening.decide(now);
        AlertStanding rest = standing.next();
        Decision joined = join(opened.dossier(), alerts.subList(1, alerts.size()), rest, now);
        List<AlertOutcome> outcomes = rest.outcomes();
        outcomes.addFirst(AlertOutcome.OPENED);
        return new Taken(opened.then(joined), rest.words(), outcomes);
    }

    /** @param known the incident's newest word on each of these alerts' fingerprints, as far as it has one */
    public static Taken join(Dossier dossier, List<Incoming> alerts, Map<String, AlertSummary> known, Instant now) {
        AlertStanding standing = new AlertStanding(known);
        Decision decision = join(dossier, alerts, standing, now);
        return new Taken(decision, standing.words(), standing.outcomes());
    }

    private static Decision join(Dossier dossier, List<Incoming> alerts, AlertStanding standing, Instant now) {
        Incident before = dossier.incident();
        alerts.forEach(each -> standing.take(each, before.state().isOpen() ? null : before.resolvedAt()));
        Draft draft = new Draft(dossier, now);
        fire(draft, before, standing);
        calmDown(draft, dossier.terms().observeFor(), standing);
        return draft.decision();
    }

    private static void fire(Draft draft, Incident before, AlertStanding standing) {
        if (standing.firing().isEmpty()) {
            return;
        }
        Alert newest = standing.firing().getLast().alert();
        Actor source = Actor.source(newest.source());
        if (isBack(before, standing)) {
            draft.reopen();
            draft.record(new IncidentEvent.Reopened(newest.name() + " fires again"), source);
            standing.markReopened();
        }
        if (standing.newlyFiring() > 0) {
            draft.observeUntil(null);
        }
        List<AlertSummary> summaries = standing.fired();
        summaries.reversed().forEach(draft::put);
        draft.countAlerts(standing.firing().size(), standing.newlyFiring());
        draft.record(
                new IncidentEvent.AlertsAdded(
                        summaries.subList(0, Math.min(summaries.size(), Incident.ALERTS_KEPT)),
                        standing.firing().size()),
                source);
        standing.worst(before.severity()).ifPresent(ruling -> {
            draft.raise(ruling.level());
            draft.record(
                    new IncidentEvent.LevelChanged(
                            before.level(),
                            ruling.level().name(),
                            ruling.level().severity(),
                            ruling.reason()),
                    source);
        });
    }

    /** Resolved and firing again, or called mitigated and something new began after that. */
    private static boolean isBack(Incident before, AlertStanding standing) {
        if (!before.state().isOpen()) {
            return true;
        }
        @Nullable Instant mitigatedAt = before.mitigatedAt();
        return before.state() == IncidentState.MITIGATED && mitigatedAt != null && standing.beganAfter(mitigatedAt);
    }

    private static void calmDown(Draft draft, Duration observeFor, AlertStanding standing) {
        List<AlertSummary> over = standing.over();
        if (over.isEmpty()) {
            return;
        }
        over.reversed().forEach(draft::put);
        draft.countAlerts(0, -over.size());
        if (!draft.state().isOpen()) {
            return;
        }
        Actor source = Actor.source(over.getFirst().source());
        draft.record(
                new IncidentEvent.AlertsResolved(
                        over.subList(0, Math.min(over.size(), Incident.ALERTS_KEPT)), draft.firingCount()),
                source);
        if (draft.firingCount() > 0) {
            return;
        }
        if (observeFor.isZero()) {
            draft.resolve(source);
            draft.record(new IncidentEvent.Resolved("all its alerts are resolved"), source);
        } else {
            Instant resolvesAt = draft.now().plus(observeFor);
            draft.observeUntil(resolvesAt);
            draft.record(new IncidentEvent.ObservationStarted(observeFor, resolvesAt), Actor.FIREBREAK);
        }
    }
}
