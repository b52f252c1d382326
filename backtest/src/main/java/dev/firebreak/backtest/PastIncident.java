package dev.firebreak.backtest;

import dev.firebreak.incident.lifecycle.AlertStanding.Incoming;
import dev.firebreak.incident.lifecycle.Dossier;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.incident.AlertSummary;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.notifier.obligation.Duty;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One incident as the services' tables would have it. */
final class PastIncident {
    private Dossier dossier;
    private long seq;
    private int round;
    private Instant alertedAt;
    private @Nullable Instant dueAt;
    private final Map<String, AlertSummary> words = new HashMap<>();
    private final Set<Duty.Known> told = new HashSet<>();

    PastIncident(Dossier dossier, Instant alertedAt) {
        this.dossier = dossier;
        this.alertedAt = alertedAt;
    }

    Incident incident() {
        return dossier.incident();
    }

    IncidentId id() {
        return incident().id();
    }

    boolean isOpen() {
        return incident().state().isOpen();
    }

    Dossier dossier() {
        return dossier;
    }

    void become(Dossier next) {
        dossier = next;
    }

    long nextSeq() {
        return ++seq;
    }

    int round() {
        return round;
    }

    void beginRound() {
        round++;
    }

    Instant alertedAt() {
        return alertedAt;
    }

    void alertedAt(Instant at) {
        alertedAt = at;
    }

    boolean isDueAt(Instant at) {
        return at.equals(dueAt);
    }

    /** Whether that is another time than before. */
    boolean dueAt(@Nullable Instant at) {
        boolean isNew = at != null && !at.equals(dueAt);
        dueAt = at;
        return isNew;
    }

    /** The newest word on each fingerprint. */
    Map<String, AlertSummary> words() {
        return words;
    }

    /** Of those only, as the services read them: an incident may have thousands. */
    Map<String, AlertSummary> wordsOn(List<Incoming> alerts) {
        Map<String, AlertSummary> found = new HashMap<>();
        for (Incoming each : alerts) {
            @Nullable AlertSummary word = words.get(each.alert().fingerprint());
            if (word != null) {
                found.put(word.fingerprint(), word);
            }
        }
        return found;
    }

    boolean isFiring(String fingerprint) {
        AlertSummary word = words.get(fingerprint);
        return word != null && word.status() == AlertStatus.FIRING;
    }

    /** Who was told what. */
    Set<Duty.Known> told() {
        return told;
    }
}
