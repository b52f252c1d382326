package dev.firebreak.incident.lifecycle;

import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.incident.AlertSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What fires and what does not, while the alerts of one batch are gone through. Deliveries may come in any order, so
 * the times that the source gives decide: a firing that began before the known end, and an end before the known
 * beginning, are old news.
 */
public final class AlertStanding {
    /** @param ruling what the catalogue says; null for a resolve, which goes where its fingerprint fires */
    public record Incoming(Alert alert, @Nullable Ruling ruling) {}

    private final Map<String, AlertSummary> before;
    private final Map<String, AlertSummary> changed = new LinkedHashMap<>();
    private final List<Incoming> firing = new ArrayList<>();
    private final List<Alert> began = new ArrayList<>();
    private final Map<String, AlertSummary> fired = new LinkedHashMap<>();
    private final List<Alert> heard = new ArrayList<>();
    private final List<Alert> ended = new ArrayList<>();
    private final List<AlertOutcome> outcomes = new ArrayList<>();

    AlertStanding(Map<String, AlertSummary> before) {
        this.before = Map.copyOf(before);
    }

    /** A fresh look on top of what this one found. */
    AlertStanding next() {
        AlertStanding next = new AlertStanding(changed);
        next.changed.putAll(changed);
        return next;
    }

    void take(Incoming incoming) {
        take(incoming, null);
    }

    /** @param resolvedAt when the incident was resolved; null while it is open */
    void take(Incoming incoming, @Nullable Instant resolvedAt) {
        outcomes.add(incoming.alert().isFiring() ? fire(incoming, resolvedAt) : end(incoming.alert()));
    }

    private AlertOutcome fire(Incoming incoming, @Nullable Instant resolvedAt) {
        Alert alert = incoming.alert();
        @Nullable AlertSummary known = known(alert.fingerprint());
        if (known != null && isOver(alert, known)) {
            return AlertOutcome.STALE;
        }
        heard.add(alert);
        if (known != null && isKnown(alert, known, resolvedAt)) {
            return AlertOutcome.STALE;
        }
        boolean repeats = known != null && known.status() == AlertStatus.FIRING;
        firing.add(incoming);
        if (!repeats) {
            began.add(alert);
        }
        set(AlertSummary.of(alert));
        fired.remove(alert.fingerprint());
        fired.put(alert.fingerprint(), AlertSummary.of(alert));
        return repeats ? AlertOutcome.REPEATED : AlertOutcome.JOINED;
    }

    private AlertOutcome end(Alert alert) {
        @Nullable AlertSummary known = known(alert.fingerprint());
        if (known == null || known.status() == AlertStatus.RESOLVED || isEndOfBefore(alert, known)) {
            return AlertOutcome.STALE;
        }
        set(AlertSummary.of(alert));
        ended.add(alert);
        return AlertOutcome.RESOLVED;
    }

    private static boolean isOver(Alert alert, AlertSummary known) {
        @Nullable Instant endsAt = known.endsAt();
        return known.status() == AlertStatus.RESOLVED
                && endsAt != null
                && !alert.startsAt().isAfter(endsAt);
    }

    /** In flight while somebody resolved the incident: what it says was known then. */
    private static boolean isKnown(Alert alert, AlertSummary known, @Nullable Instant resolvedAt) {
        return known.status() == AlertStatus.FIRING
                && resolvedAt != null
                && !alert.receivedAt().isAfter(resolvedAt)
                && !alert.startsAt().isAfter(known.startsAt());
    }

    /** A source that says when it ended is compared by its own clock only; one that does not is taken at its word. */
    private static boolean isEndOfBefore(Alert alert, AlertSummary known) {
        @Nullable Instant endsAt = alert.endsAt();
        return endsAt != null && endsAt.isBefore(known.startsAt());
    }

    private @Nullable AlertSummary known(String fingerprint) {
        @Nullable AlertSummary newer = changed.get(fingerprint);
        return newer == null ? before.get(fingerprint) : newer;
    }

    private void set(AlertSummary word) {
        changed.remove(word.fingerprint());
        changed.put(word.fingerprint(), word);
    }

    /** Alerts that say something fires, repeats among them. */
    List<Incoming> firing() {
        return firing;
    }

    /** Newest word on each fingerprint that fired, newest first. */
    List<AlertSummary> fired() {
        return new ArrayList<>(fired.values()).reversed();
    }

    /** How many fingerprints fired in this batch that did not fire before it. */
    int newlyFiring() {
        return (int) fired.keySet().stream().filter(each -> !firedBefore(each)).count();
    }

    /** Fingerprints that fired, before or in this batch, and do not at its end; newest first. */
    List<AlertSummary> over() {
        return changed.values().stream()
                .filter(word -> word.status() == AlertStatus.RESOLVED)
                .filter(word -> firedBefore(word.fingerprint()) || fired.containsKey(word.fingerprint()))
                .toList()
                .reversed();
    }

    /** All that says something fires, but for what is over; repeats and what was known among them. */
    List<Alert> heard() {
        return heard;
    }

    /** Alerts that did not fire before they were taken, in this batch or earlier. */
    List<Alert> began() {
        return began;
    }

    /** Ends that ended something. */
    List<Alert> ended() {
        return ended;
    }

    /** The services of which something fires. */
    List<String> services() {
        return firing.stream()
                .map(Incoming::ruling)
                .flatMap(Stream::ofNullable)
                .map(ruling -> ruling.service().name())
                .distinct()
                .toList();
    }

    /** How many fingerprints fire here that this incident has never had. */
    int neverSeen() {
        return (int) fired.keySet().stream()
                .filter(each -> !before.containsKey(each))
                .count();
    }

    Optional<Ruling> newestRuling() {
        return firing.reversed().stream()
                .map(Incoming::ruling)
                .flatMap(Stream::ofNullable)
                .findFirst();
    }

    /** The worst that the catalogue says of what fires, if that is worse than {@code than}. */
    Optional<Ruling> worst(Severity than) {
        return firing.stream()
                .map(Incoming::ruling)
                .flatMap(Stream::ofNullable)
                .filter(ruling -> ruling.level().severity().isWorseThan(than))
                .min(Comparator.comparing(ruling -> ruling.level().severity()));
    }

    void markReopened() {
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) == AlertOutcome.JOINED || outcomes.get(i) == AlertOutcome.REPEATED) {
                outcomes.set(i, AlertOutcome.REOPENED);
                return;
            }
        }
    }

    void markLate() {
        outcomes.replaceAll(outcome -> outcome == AlertOutcome.JOINED ? AlertOutcome.LATE : outcome);
    }

    List<AlertSummary> words() {
        return List.copyOf(changed.values());
    }

    List<AlertOutcome> outcomes() {
        return outcomes;
    }

    private boolean firedBefore(String fingerprint) {
        @Nullable AlertSummary word = before.get(fingerprint);
        return word != null && word.status() == AlertStatus.FIRING;
    }
}
