package dev.firebreak.incident.lifecycle;

import dev.firebreak.incident.escalation.Escalation;
import dev.firebreak.incident.escalation.PolicyStep;
import dev.firebreak.incident.lifecycle.World.Committed;
import dev.firebreak.incident.lifecycle.World.Row;
import dev.firebreak.model.Origin;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentRef;
import dev.firebreak.model.incident.IncidentState;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold after each transaction, said without looking into the decisions. */
final class Invariants {
    /** A promise that was not kept. */
    static final class Broken extends RuntimeException {
        Broken(String promise) {
            super(promise);
        }
    }

    void hold(Committed it, Collection<Row> rows) {
        Incident after = it.after().incident();
        check(firing(it.after()) == after.firingCount(), "the firing count is exact");
        check(after.state().isOpen() == (after.resolvedAt() == null), "closed means resolved at a time");
        check(
                after.resolvesAt() == null || (after.state().isOpen() && after.firingCount() == 0),
                "observed only while nothing fires");
        Set<String> open = new HashSet<>();
        rows.stream()
                .map(Row::incident)
                .filter(each -> each.state().isOpen())
                .forEach(each -> check(open.add(each.correlationKey()), "one open incident per key"));
        beginsInOnePlace(it, rows);
        check(after.mergedInto() == null || !after.state().isOpen(), "what was merged is over");
        storyIsWhole(it);
        if (it.before() == null) {
            opened(it, rows);
            return;
        }
        Incident before = it.before().incident();
        check(!before.severity().isWorseThan(after.severity()), "no alert and no time makes it milder");
        check(after.receivers().containsAll(before.receivers()), "who was told stays told");
        resolvedForAReason(it, before);
        reopenedMeansAnew(it, before, after);
        check(
                before.mergedInto() == null || before.mergedInto().equals(after.mergedInto()),
                "what was merged stays merged");
        check(
                before.state() != IncidentState.CLOSED || after.state() == IncidentState.CLOSED,
                "what is closed stays closed");
        if (it.cause() == null) {
            ticked(it, it.before());
        } else if (it.cause().alert() != null) {
            alerted(it, before, after);
        } else if (it.cause().regroup() != null) {
            check(
                    before.state().isOpen() || !after.state().isOpen(),
                    "to find out what belongs together brings nothing back");
        } else if (it.cause().command() != null) {
            asked(it, it.cause().command(), before, after);
        } else {
            check(
                    after.state() != IncidentState.MITIGATED || before.state() == IncidentState.MITIGATED,
                    "nothing is called mitigated without proof");
        }
    }

    /** An alert that fires in an open incident does not begin to fire in another one. */
    private static void beginsInOnePlace(Committed it, Collection<Row> rows) {
        if (it.cause() == null
                || it.cause().alert() == null
                || !it.after().incident().state().isOpen()
                || !(it.outcomes().contains(AlertOutcome.OPENED)
                        || it.outcomes().contains(AlertOutcome.JOINED))) {
            return;
        }
        String fingerprint = it.cause().alert().fingerprint();
        check(
                rows.stream()
                        .filter(each -> each.incident().state().isOpen())
                        .filter(each -> !each.incident()
                                .id()
                                .equals(it.after().incident().id()))
                        .map(each -> each.words().get(fingerprint))
                        .noneMatch(word -> word != null && word.status() == AlertStatus.FIRING),
                "what fires in an open incident begins in no other");
    }

    /** No change without an event of that kind, and the log's newest snapshot is the state. */
    private static void storyIsWhole(Committed it) {
        @Nullable Incident then = it.before() == null ? null : it.before().incident();
        for (Decision.Entry entry : it.decision().entries()) {
            Incident now = entry.incident();
            if (then != null) {
                IncidentEvent event = entry.event();
                check(
                        then.state().isOpen() == now.state().isOpen()
                                || (now.state().isOpen()
                                        ? event instanceof IncidentEvent.Reopened
                                        : event instanceof IncidentEvent.Resolved
                                                || event instanceof IncidentEvent.Merged),
                        "opening and closing are events");
                check(
                        then.level().equals(now.level()) || event instanceof IncidentEvent.LevelChanged,
                        "a level changes by an event");
                check(
                        then.receivers().equals(now.receivers()) || event instanceof IncidentEvent.Escalated,
                        "who is told is an event");
                check(now.updatedAt().equals(it.now()), "events are of now");
            }
            then = now;
        }
        if (then != null) {
            Incident after = it.after().incident();
            check(
                    then.state() == after.state()
                            && then.level().equals(after.level())
                            && then.receivers().equals(after.receivers()),
                    "nothing moves without an event");
        }
        List<Decision.Entry> log = it.after().log();
        int known = it.before() == null ? 0 : it.before().log().size();
        check(log.size() == known + it.decision().entries().size() || it.before() == null, "the log has no gaps");
    }

    private static void opened(Committed it, Collection<Row> rows) {
        Incident opened = it.after().incident();
        check(
                rows.stream()
                        .map(Row::incident)
                        .filter(each -> each.correlationKey().equals(opened.correlationKey()))
                        .map(Incident::mergedInto)
                        .noneMatch(into -> into != null && isOpen(into, rows)),
                "alerts of a merged one go where it goes on");
        Escalation escalation = it.after().dossier().escalation();
        for (int step = 0; step < escalation.policy().size(); step++) {
            PolicyStep first = escalation.policy().get(step);
            if (first.after().isZero() && isTakenAt(first, it.after().incident().level())) {
                check(calls(it, step) == 1, "who is to be told at once is told at the opening");
            }
        }
    }

    private static boolean isOpen(IncidentRef ref, Collection<Row> rows) {
        return rows.stream()
                .map(Row::incident)
                .anyMatch(each -> each.id().equals(ref.id()) && each.state().isOpen());
    }

    private static void resolvedForAReason(Committed it, Incident before) {
        for (Decision.Entry entry : it.decision().entries()) {
            if (entry.event() instanceof IncidentEvent.Resolved
                    && !entry.actor().isPerson()) {
                check(entry.incident().firingCount() == 0, "what fires is resolved by people only");
                @Nullable Instant resolvesAt = before.resolvesAt();
                check(
                        it.cause() != null || (resolvesAt != null && !resolvesAt.isAfter(it.now())),
                        "an observation lasts its time");
            }
        }
    }

    private static void reopenedMeansAnew(Committed it, Incident before, Incident after) {
        boolean silence = "Firebreak".equals(before.resolvedBy());
        if (before.state().isOpen() || !after.state().isOpen() || silence) {
            return;
        }
        @Nullable Instant acknowledgedAt = after.acknowledgedAt();
        check(
                acknowledgedAt == null
                        || !acknowledgedAt.isBefore(
                                it.after().dossier().testimony().standing().startedAt()),
                "only who has seen that it came back has acknowledged it");
        Escalation escalation = it.after().dossier().escalation();
        check(
                escalation.startedAt().equals(it.now())
                        && escalation.remaining(after.level()).stream()
                                .noneMatch(step ->
                                        escalation.policy().get(step).after().isZero())
                        && escalation.remaining(after.level()).size()
                                == escalation.policy().stream()
                                        .filter(step -> !step.after().isZero() && isTakenAt(step, after.level()))
                                        .count(),
                "the policy begins anew when it comes back");
    }

    private static void ticked(Committed it, Row before) {
        Incident then = before.incident();
        Escalation escalation = before.dossier().escalation();
        check(
                it.after()
                        .dossier()
                        .nextDueAt()
                        .filter(due -> !due.isAfter(it.now()))
                        .isEmpty(),
                "no deadline stays overdue");
        for (int step = 0; step < escalation.policy().size(); step++) {
            boolean due = then.state().isOpen()
                    && then.resolvesAt() == null
                    && escalation.remaining(then.level()).contains(step)
                    && !escalation.dueAt(step).isAfter(it.now());
            @Nullable String unless = escalation.policy().get(step).unless();
            boolean excused = unless != null
                    && (unless.contains("acknowledged") ? then.acknowledgedAt() != null : then.mitigatedAt() != null);
            check(calls(it, step) == (due && !excused ? 1 : 0), "each step is taken once, when it is due");
        }
    }

    private static void alerted(Committed it, Incident before, Incident after) {
        var alert = Objects.requireNonNull(it.cause()).alert();
        long counted = it.outcomes().stream()
                .filter(outcome -> outcome != AlertOutcome.STALE && outcome != AlertOutcome.RESOLVED)
                .count();
        check(after.alertCount() - before.alertCount() == counted, "alerts are counted exactly");
        @Nullable Instant resolvedAt = before.resolvedAt();
        if (alert == null || !alert.isFiring() || counted == 0 || resolvedAt == null) {
            return;
        }
        if (alert.receivedAt().isAfter(resolvedAt)) {
            check(
                    after.state().isOpen() || isResolvedSince(it, alert.receivedAt()),
                    "what fires after the resolution is not lost");
        } else if (!"Firebreak".equals(before.resolvedBy())) {
            check(!after.state().isOpen(), "what was heard before a person resolved it reopens nothing");
        }
    }

    private static void asked(Committed it, Command.ForIncident command, Incident before, Incident after) {
        Instant at = command.issuedAt();
        Instant startedAt = Objects.requireNonNull(it.before())
                .dossier()
                .testimony()
                .standing()
                .startedAt();
        boolean cameBack = !before.state().isOpen() && after.state().isOpen();
        switch (command) {
            case Command.AcknowledgeIncident _ -> {
                check(!cameBack, "an acknowledgement reopens nothing");
                check(
                        !after.state().isOpen() || at.isBefore(startedAt) || after.acknowledgedAt() != null,
                        "an acknowledgement counts");
            }
            case Command.ResolveIncident _ ->
                check(
                        !before.state().isOpen() || after.state().isOpen() == isOverruled(it, startedAt, at),
                        "a resolution counts unless it went on since");
            case Command.ReopenIncident _ -> {
                @Nullable Instant resolvedAt = before.resolvedAt();
                check(!cameBack || !at.isBefore(resolvedAt), "an old wish to reopen reopens nothing");
                check(
                        before.state().isOpen()
                                || before.state() == IncidentState.CLOSED
                                || at.isBefore(resolvedAt)
                                || cameBack == (it.rival() == null)
                                || isResolvedSince(it, at),
                        "it is reopened unless another one is open for the same thing");
            }
            case Command.CloseIncident _ ->
                check(
                        before.state().isOpen() || at.isBefore(startedAt) || after.state() == IncidentState.CLOSED,
                        "what is resolved can be closed");
            case Command.AssignIncident _ -> {
                check(!cameBack, "handing it over reopens nothing");
                check(
                        (before.acknowledgedAt() == null) == (after.acknowledgedAt() == null),
                        "handing it over is no acknowledgement");
            }
            case Command.EscalateIncident _, Command.AddNote _, Command.PageReceiver _ ->
                check(!cameBack, "words alone reopen nothing");
            default -> throw new AssertionError(command);
        }
    }

    /** It went on after that was said: by then it had begun anew, or an alert fired since. */
    private static boolean isOverruled(Committed it, Instant startedAt, Instant at) {
        return at.isBefore(startedAt)
                || it.after().dossier().testimony().statements().stream()
                        .anyMatch(each -> each.at().isAfter(at)
                                && (each.kind() == Statement.Kind.FIRED || each.kind() == Statement.Kind.REOPENED));
    }

    private static boolean isResolvedSince(Committed it, Instant at) {
        return it.after().dossier().testimony().statements().stream()
                .anyMatch(each -> !each.at().isBefore(at)
                        && (each.kind() == Statement.Kind.RESOLVED || each.kind() == Statement.Kind.QUIET));
    }

    private static long calls(Committed it, int step) {
        return it.decision().entries().stream()
                .filter(entry -> entry.actor().origin() == Origin.FIREBREAK)
                .filter(entry -> entry.event() instanceof IncidentEvent.Escalated escalated && escalated.step() == step)
                .count();
    }

    private static boolean isTakenAt(PolicyStep step, String level) {
        return step.levels().isEmpty() || step.levels().contains(level);
    }

    static long firing(Row row) {
        return row.words().values().stream()
                .filter(word -> word.status() == AlertStatus.FIRING)
                .count();
    }

    static void check(boolean holds, String promise) {
        if (!holds) {
            throw new Broken(promise);
        }
    }
}
