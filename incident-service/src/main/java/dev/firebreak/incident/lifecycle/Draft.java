package dev.firebreak.incident.lifecycle;

import dev.firebreak.catalog.system.SeverityLevel;
import dev.firebreak.incident.escalation.Clocks;
import dev.firebreak.incident.escalation.Escalation;
import dev.firebreak.incident.lifecycle.Decision.Entry;
import dev.firebreak.model.Actor;
import dev.firebreak.model.Severity;
import dev.firebreak.model.incident.AlertSummary;
import dev.firebreak.model.incident.Due;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentRef;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.incident.Receiver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

    private Testimony testimony;
    private Standing standing;
    private Severity severity;
    private String level;
    private String levelTitle;
    private List<AlertSummary> alerts;
    private int firingCount;
    private int alertCount;
    private final Set<Receiver> receivers;
    private @Nullable Instant resolvesAt;
    private Instant updatedAt;
    private Escalation escalation;
    private @Nullable IncidentRef mergedInto;
    private final List<IncidentRef> splitInto;
    private int flapCount;

    Draft(Dossier before, Instant now) {
        this.before = before;
        this.now = now;
        Incident incident = before.incident();
        testimony = before.testimony();
        standing = testimony.standing();
        severity = incident.severity();
        level = incident.level();
        levelTitle = incident.levelTitle();
        alerts = new ArrayList<>(incident.alerts());
        firingCount = incident.firingCount();
        alertCount = incident.alertCount();
        receivers = new LinkedHashSet<>(incident.receivers());
        resolvesAt = incident.resolvesAt();
        updatedAt = incident.updatedAt();
        escalation = before.escalation();
        mergedInto = incident.mergedInto();
        splitInto = new ArrayList<>(Objects.requireNonNullElse(incident.splitInto(), List.of()));
        flapCount = Objects.requireNonNullElse(incident.flapCount(), 0);
    }

    IncidentState state() {
        return standing.state();
    }

    Standing standing() {
        return standing;
    }

    Instant now() {
        return now;
    }

    Escalation escalation() {
        return escalation;
    }

    /** As it stands, without what is due next: while a decision is made, that is not known yet. */
    Incident incident() {
        return incident(null);
    }

    /** As others see it. */
    private Incident told() {
        Incident bare = incident();
        if (!standing.isOpen() || resolvesAt != null || bare.isDrill()) {
            return bare;
        }
        return escalation
                .next(level, standing.acknowledgedAt() != null, step -> !DueSteps.isExcused(step, bare, now))
                .map(this::incident)
                .orElse(bare);
    }

    private Incident incident(@Nullable Due nextDue) {
        Incident old = before.incident();
        return new Incident(
                old.id(),
                old.number(),
                old.title(),
                standing.state(),
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
                standing.acknowledgedAt(),
                standing.acknowledgedBy(),
                standing.mitigatedAt(),
                resolvesAt,
                notBefore(old.openedAt(), standing.resolvedAt()),
                standing.resolvedBy(),
                updatedAt,
                mergedInto,
                old.splitFrom(),
                splitInto.isEmpty() ? null : splitInto,
                flapCount == 0 ? null : flapCount,
                nextDue,
                standing.assignedTo());
    }

    void record(IncidentEvent event, Actor actor) {
        updatedAt = now;
        entries.add(new Entry(event, actor, told()));
    }

    boolean hasNews() {
        return !entries.isEmpty();
    }

    /** As the newest event shows it. */
    Incident shown() {
        return entries.isEmpty() ? before.incident() : entries.getLast().incident();
    }

    Decision decision() {
        Aftermath.tell(this);
        return new Decision(new Dossier(told(), before.terms(), escalation, testimony), entries);
    }

    /** Takes a statement in wherever it belongs in time. A run of the incident that begins starts the policy anew. */
    void say(Statement statement) {
        believe(testimony.with(statement));
    }

    /** Something fires of which nobody knew when silence was concluded. */
    void contradictSilence(Instant firedAt) {
        believe(testimony.withoutQuietAfter(firedAt));
    }

    private void believe(Testimony other) {
        Instant startedAt = standing.startedAt();
        testimony = other;
        standing = other.standing();
        if (!standing.startedAt().equals(startedAt)) {
            escalation = escalation.restarted(level, now);
        }
        if (!isCalm()) {
            resolvesAt = null;
        }
    }

    void endedAt(Instant heardAt) {
        testimony = testimony.endedAt(heardAt);
    }

    /** Nothing fires, and nobody has said since that it goes on all the same. */
    boolean isCalm() {
        Optional<Instant> newest = testimony.newestWordOfAlerts();
        return standing.isOpen() && firingCount <= 0 && newest.isPresent() && !standing.isReopenedSince(newest.get());
    }

    /**
     * Concludes from silence what has to be concluded by then; the conclusion is as old as the silence that was asked
     * for after the newest word. Whether it counts, what else was said decides.
     */
    void concludeQuiet(Duration observeFor, Instant until) {
        if (firingCount > 0) {
            return;
        }
        testimony
                .newestWordOfAlerts()
                .filter(newest -> !newest.plus(observeFor).isAfter(until))
                .ifPresent(newest -> say(Statement.quiet(newest, newest.plus(observeFor), Actor.FIREBREAK.name())));
    }

    @Nullable
    Instant resolvesAt() {
        return resolvesAt;
    }

    void observeUntil(@Nullable Instant end) {
        resolvesAt = end;
    }

    /** The level, better or worse; its promises count from now. */
    void judge(SeverityLevel other) {
        severity = other.severity();
        level = other.name();
        levelTitle = other.title();
        @Nullable Clocks clocks = escalation.clocks();
        escalation = escalation.with(clocks == null ? Clocks.of(other, now) : clocks.at(other, now));
    }

    Terms terms() {
        return before.terms();
    }

    String level() {
        return level;
    }

    Evidence evidence() {
        return testimony.evidence();
    }

    void weigh(Evidence evidence) {
        testimony = testimony.with(evidence);
    }

    void keep(Clocks clocks) {
        escalation = escalation.with(clocks);
    }

    /** A person did or said something that the others can see. */
    void responded(Instant at) {
        @Nullable Clocks clocks = escalation.clocks();
        if (clocks != null) {
            escalation = escalation.with(clocks.responded(at));
        }
    }

    void settlePostmortem() {
        escalation = escalation.withPostmortemSettled(now);
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

    /** Over here for good: nothing fires in it, and what is said of it later moves nothing. */
    void mergeInto(IncidentRef target, Actor by) {
        mergedInto = target;
        firingCount = 0;
        say(Statement.merged(now, by.name()));
    }

    /** Nothing is left to do: what is said of it later moves nothing. */
    void close(Actor by) {
        settlePostmortem();
        say(Statement.closed(now, by.name()));
    }

    /** These are about something else. */
    void splitOff(IncidentRef other, Set<String> fingerprints, int firing) {
        splitInto.add(other);
        alerts.removeIf(alert -> fingerprints.contains(alert.fingerprint()));
        firingCount -= firing;
        if (firing > 0) {
            endedAt(now);
        }
    }

    void countFlaps(int more) {
        flapCount += more;
    }

    void countAlerts(int taken, int firingMore) {
        alertCount += taken;
        firingCount += firingMore;
        if (firingCount > 0) {
            resolvesAt = null;
        }
    }

    int firingCount() {
        return firingCount;
    }

    /** Edges may have heard of the end before this service, being behind, opened the incident. */
    private static @Nullable Instant notBefore(Instant openedAt, @Nullable Instant time) {
        return time == null || time.isAfter(openedAt) ? time : openedAt;
    }
}
