package dev.firebreak.backtest;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.Step;
import dev.firebreak.notifier.obligation.Duty;
import dev.firebreak.notifier.obligation.Transition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what a replay does, and keeps a line for each incident. */
final class Tally {
    private final List<Line> lines = new ArrayList<>();
    private final TreeMap<String, Long> alerts = new TreeMap<>();
    private final TreeMap<String, Long> actions = new TreeMap<>();
    private final TreeMap<String, Long> refusals = new TreeMap<>();
    private final TreeMap<Instant, Long> pagesByHour = new TreeMap<>();
    private final TreeMap<Instant, Long> openedByHour = new TreeMap<>();
    private final @Nullable Story story;
    private long pages;
    private long messages;
    private long escalations;

    /** @param story told what happens, one line each; null for nobody */
    Tally(@Nullable Story story) {
        this.story = story;
    }

    /** One incident as far as it has come. */
    static final class Line {
        final Incident opened;
        String level;

        @Nullable
        Instant resolvedAt;

        long alerts = 1;
        int pages;
        int messages;
        int reopened;

        Line(Incident opened) {
            this.opened = opened;
            this.level = opened.level();
        }
    }

    void alert(String outcome) {
        alerts.merge(outcome, 1L, Long::sum);
    }

    void told(IncidentFact fact, List<Duty> duties) {
        Incident incident = fact.incident();
        if (fact.event() instanceof IncidentEvent.Opened) {
            lines.add(new Line(incident));
            openedByHour.merge(hour(fact.occurredAt()), 1L, Long::sum);
        }
        Line line = line(incident);
        line.level = incident.level();
        line.resolvedAt = incident.resolvedAt();
        line.alerts = incident.alertCount();
        if (fact.event() instanceof IncidentEvent.Reopened) {
            line.reopened++;
        }
        if (fact.event() instanceof IncidentEvent.Escalated
                && !fact.occurredAt().equals(incident.openedAt())) {
            escalations++;
        }
        duties.forEach(duty -> count(line, duty, fact.occurredAt()));
        if (story != null) {
            story.told(fact, duties);
        }
    }

    private void count(Line line, Duty duty, Instant at) {
        boolean calls = duty.transition().kind() == Transition.Kind.OPENED
                || duty.transition().kind() == Transition.Kind.ESCALATED;
        switch (duty.receiver()) {
            case Receiver.PagerDuty _ -> {
                if (calls || duty.transition().kind() == Transition.Kind.REOPENED) {
                    pages++;
                    line.pages++;
                    pagesByHour.merge(hour(at), 1L, Long::sum);
                }
            }
            case Receiver.Slack _ -> {
                if (calls) {
                    messages++;
                    line.messages++;
                }
            }
            case Receiver.Statuspage _, Receiver.Webhook _, Receiver.Mail _, Receiver.Teams _, Receiver.Discord _ -> {}
        }
    }

    void step(Incident incident, Remediation remediation, RemediationEvent event, Instant at) {
        switch (event) {
            case RemediationEvent.ActionApplied applied ->
                actions.merge("done: " + name(remediation, applied.step()), 1L, Long::sum);
            case RemediationEvent.ApprovalRequested asked ->
                actions.merge("asked: " + name(remediation, asked.step()), 1L, Long::sum);
            case RemediationEvent.ActionShadowed said ->
                actions.merge("only said: " + name(remediation, said.step()), 1L, Long::sum);
            case RemediationEvent.ActionRefused refused ->
                refusals.merge(refused.guard() + ": " + name(remediation, refused.step()), 1L, Long::sum);
            case RemediationEvent.Started _,
                    RemediationEvent.StepStarted _,
                    RemediationEvent.StepSucceeded _,
                    RemediationEvent.StepFailed _,
                    RemediationEvent.StepSkipped _,
                    RemediationEvent.ManualStepOpened _,
                    RemediationEvent.Approved _,
                    RemediationEvent.Rejected _,
                    RemediationEvent.ApprovalVoided _,
                    RemediationEvent.AnswerRefused _,
                    RemediationEvent.ActionDispatched _,
                    RemediationEvent.GlassBroken _,
                    RemediationEvent.Verified _,
                    RemediationEvent.VerificationFailed _,
                    RemediationEvent.Undone _,
                    RemediationEvent.UndoProbed _,
                    RemediationEvent.TrustChanged _,
                    RemediationEvent.ManualStepDone _,
                    RemediationEvent.ManualStepReopened _,
                    RemediationEvent.OutcomeUnknown _,
                    RemediationEvent.Finished _ -> {} // not counted
        }
        if (story != null) {
            story.step(incident, event, at);
        }
    }

    private static String name(Remediation remediation, String step) {
        String uses = remediation.steps().stream()
                .filter(each -> each.id().equals(step))
                .map(Step::uses)
                .findFirst()
                .orElse("");
        return remediation.runbook().system() + "/" + remediation.runbook().name() + "/" + step + " (" + uses + ")";
    }

    private static Instant hour(Instant at) {
        return at.truncatedTo(ChronoUnit.HOURS);
    }

    private Line line(Incident incident) {
        return lines.get(Math.toIntExact(incident.number() - 1));
    }

    List<Line> lines() {
        return lines;
    }

    Outcome outcome(String catalogVersion) {
        return new Outcome(
                catalogVersion,
                lines.size(),
                lines.stream().mapToLong(line -> line.reopened).sum(),
                pages,
                messages,
                escalations,
                sum(actions, "done: "),
                sum(actions, "asked: "),
                sum(actions, "only said: "),
                sum(refusals, ""),
                alerts,
                actions,
                refusals,
                openedByHour,
                pagesByHour);
    }

    private static long sum(Map<String, Long> counts, String prefix) {
        return counts.entrySet().stream()
                .filter(each -> each.getKey().startsWith(prefix))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
