package dev.firebreak.incident.lifecycle;

import dev.firebreak.catalog.system.SeverityLevel;
import dev.firebreak.incident.escalation.Clocks;
import dev.firebreak.incident.escalation.Escalation;
import dev.firebreak.incident.lifecycle.Regrouping.Wish;
import dev.firebreak.model.Actor;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.Drill;
import dev.firebreak.model.incident.AlertSummary;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.IncidentRef;
import dev.firebreak.model.incident.IncidentState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An incident about to begin with alerts of another one. No runbook is for it: automation has acted on the whole, and
 * a person has just found that the whole is not what it seemed.
 *
 * @param title null: that of its newest alert
 */
public record Offspring(
        IncidentId id, long number, @Nullable String title) {
    IncidentRef ref() {
        return new IncidentRef(id, number);
    }

    Decision decide(Dossier from, List<AlertSummary> words, Wish wish, Instant now) {
        Incident whole = from.incident();
        Alert trigger = trigger(whole, words, now);
        Draft draft = new Draft(beginning(from, words, trigger, now), now);
        draft.record(
                new IncidentEvent.Opened(
                        trigger,
                        titled(words),
                        whole.severity(),
                        whole.level(),
                        key(whole),
                        whole.suspect(),
                        whole.lastGood(),
                        "split off from #" + whole.number() + ": " + wish.reason()),
                wish.actor());
        DueSteps.engage(draft);
        if (draft.firingCount() == 0) {
            draft.endedAt(now);
            Observation.begin(draft, from.terms().observeFor(), Actor.FIREBREAK);
        }
        return draft.decision();
    }

    private Dossier beginning(Dossier from, List<AlertSummary> words, Alert trigger, Instant now) {
        Incident whole = from.incident();
        Incident incident = new Incident(
                id,
                number,
                titled(words),
                IncidentState.TRIGGERED,
                whole.severity(),
                whole.level(),
                whole.levelTitle(),
                whole.system(),
                whole.service(),
                null,
                key(whole),
                trigger,
                Regrouping.newest(words),
                Regrouping.firing(words),
                words.size(),
                whole.suspect(),
                whole.lastGood(),
                List.of(),
                now,
                null,
                null,
                null,
                null,
                null,
                null,
                now,
                null,
                Regrouping.ref(whole),
                null,
                null,
                null,
                null);
        @Nullable
        Clocks clocks = from.terms()
                .level(whole.level())
                .map((SeverityLevel level) -> Clocks.of(level, now))
                .orElse(null);
        return new Dossier(
                incident,
                from.terms(),
                new Escalation(from.escalation().policy(), now, List.of(), clocks),
                Testimony.beginning(now).with(Evidence.NONE.with(List.of(whole.service()), words.size())));
    }

    /** Nothing else has it: the key of the whole stays with the whole. */
    private String key(Incident whole) {
        return whole.correlationKey() + "/split=" + number;
    }

    private String titled(List<AlertSummary> words) {
        AlertSummary newest = Regrouping.newest(words).getFirst();
        String said = Objects.requireNonNullElse(title, newest.title());
        return Drill.isMarked(newest.fingerprint()) ? Drill.titled(said) : said;
    }

    /** The one that opened the whole, if it comes along. */
    private static Alert trigger(Incident whole, List<AlertSummary> words, Instant now) {
        AlertSummary first = Regrouping.newest(words).getFirst();
        boolean comesAlong = words.stream()
                .anyMatch(word -> word.fingerprint().equals(whole.trigger().fingerprint()));
        return comesAlong
                ? whole.trigger()
                : new Alert(
                        first.id(),
                        "split:" + first.id(),
                        first.source(),
                        "alert",
                        first.status(),
                        first.name(),
                        first.severity(),
                        first.fingerprint(),
                        whole.service(),
                        null,
                        whole.trigger().environment(),
                        null,
                        first.title(),
                        null,
                        Map.of(),
                        Map.of(),
                        List.of(),
                        first.startsAt(),
                        first.endsAt(),
                        now);
    }
}
