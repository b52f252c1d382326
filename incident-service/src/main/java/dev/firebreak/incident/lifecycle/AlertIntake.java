package dev.firebreak.incident.lifecycle;

import dev.firebreak.incident.lifecycle.AlertStanding.Incoming;
import dev.firebreak.model.Actor;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.incident.AlertSummary;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
        alerts.forEach(each -> standing.take(each, dossier.resolvedAt()));
        Draft draft = new Draft(dossier, now);
        hear(draft, dossier.terms().observeFor(), standing);
        fire(draft, dossier, standing);
        calmDown(draft, dossier.terms().observeFor(), standing);
        return draft.decision();
    }

    private static void hear(Draft draft, Duration observeFor, AlertStanding standing) {
        @Nullable Instant mitigatedAt = draft.standing().mitigatedAt();
        Set<Statement> statements = new TreeSet<>(); // a storm says the same many times
        for (Alert alert : standing.heard()) {
            Instant heardAt = Heard.at(alert, draft.now());
            boolean recurs = mitigatedAt != null
                    && alert.startsAt().isAfter(mitigatedAt)
                    && standing.began().contains(alert);
            statements.add(recurs ? Statement.recurred(heardAt) : Statement.fired(heardAt));
        }
        statements.stream().findFirst().ifPresent(first -> draft.concludeQuiet(observeFor, first.at()));
        statements.forEach(draft::say);
        standing.began().stream()
                .map(alert -> Heard.at(alert, draft.now()))
                .min(Instant::compareTo)
                .ifPresent(draft::contradictSilence);
        standing.ended().forEach(alert -> draft.endedAt(Heard.at(alert, draft.now())));
    }

    private static void fire(Draft draft, Dossier dossier, AlertStanding standing) {
        Standing then = dossier.testimony().standing();
        Terms terms = dossier.terms();
        if (standing.firing().isEmpty()) {
            return;
        }
        Alert newest = standing.firing().getLast().alert();
        Actor source = Actor.source(newest.source());
        if (!draft.state().isOpen()) {
            standing.markLate();
        } else if (!then.isOpen() || !draft.standing().startedAt().equals(then.startedAt())) {
            draft.record(new IncidentEvent.Reopened(newest.name() + " fires again"), source);
            standing.markReopened();
        }
        List<AlertSummary> summaries = standing.fired();
        summaries.reversed().forEach(draft::put);
        draft.countAlerts(standing.firing().size(), standing.newlyFiring());
        draft.record(
                new IncidentEvent.AlertsAdded(
                        summaries.subList(0, Math.min(summaries.size(), Incident.ALERTS_KEPT)),
                        standing.firing().size()),
                source);
        weigh(draft, terms, standing, source);
    }

    private static void weigh(Draft draft, Terms terms, AlertStanding standing, Actor source) {
        draft.weigh(draft.evidence().with(standing.services(), standing.neverSeen()));
        String from = draft.level();
        Evidence evidence = draft.evidence();
        standing.worst(draft.incident().severity())
                .filter(ruling -> evidence.admits(ruling.level().severity()))
                .ifPresent(ruling -> {
                    draft.judge(ruling.level());
                    draft.record(
                            new IncidentEvent.LevelChanged(
                                    from, ruling.level().name(), ruling.level().severity(), ruling.reason()),
                            source);
                });
        standing.newestRuling().ifPresent(ruling -> Raises.byArrival(draft, terms, ruling.system()));
    }

    private static void calmDown(Draft draft, Duration observeFor, AlertStanding standing) {
        List<AlertSummary> over = standing.over();
        if (over.isEmpty()) {
            return;
        }
        over.reversed().forEach(draft::put);
        draft.countAlerts(0, -over.size());
        Actor source = Actor.source(over.getFirst().source());
        if (draft.state().isOpen()) {
            tellEnds(draft, over, source);
            Observation.begin(draft, observeFor, source);
            return;
        }
        Observation.begin(draft, observeFor, Actor.FIREBREAK);
        if (draft.hasNews()) { // which shows them firing; else nobody needs to hear it of an incident that is over
            tellEnds(draft, over, source);
        }
    }

    private static void tellEnds(Draft draft, List<AlertSummary> over, Actor source) {
        draft.record(
                new IncidentEvent.AlertsResolved(
                        over.subList(0, Math.min(over.size(), Incident.ALERTS_KEPT)), draft.firingCount()),
                source);
    }
}
