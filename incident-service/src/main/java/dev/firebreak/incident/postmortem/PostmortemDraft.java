package dev.firebreak.incident.postmortem;

import dev.firebreak.incident.timeline.Timeline;
import dev.firebreak.model.alert.Deployment;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.remediation.Probe;
import dev.firebreak.model.remediation.Reading;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.Step;
import dev.firebreak.model.remediation.StepKind;
import dev.firebreak.model.remediation.StepStatus;
import dev.firebreak.model.remediation.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes down what the log knows, in the usual order, and leaves room for what only people know. */
final class PostmortemDraft {
    private final StringBuilder text = new StringBuilder();
    private final Incident incident;

    private PostmortemDraft(Incident incident) {
        this.incident = incident;
    }

    static String of(Incident incident, List<Timeline.Item> timeline, List<Remediation> remediations) {
        PostmortemDraft draft = new PostmortemDraft(incident);
        draft.summary();
        draft.impact();
        draft.timeline(timeline);
        draft.times();
        draft.toFillIn();
        draft.automation(remediations);
        return draft.text.toString();
    }

    private void summary() {
        line("# Post-mortem: #" + incident.number() + " " + Markdown.plain(incident.title()));
        heading("Summary");
        line(Markdown.plain(incident.title()) + " in " + Markdown.plain(incident.system()) + ", service "
                + Markdown.plain(incident.service()) + ", at " + Markdown.plain(incident.level()) + " ("
                + incident.severity().word() + "). It is " + incident.state().word() + ".");
        deployment("Suspect deployment", incident.suspect());
        deployment("Last good deployment", incident.lastGood());
    }

    private void deployment(String what, @Nullable Deployment deployment) {
        if (deployment != null) {
            String message =
                    deployment.commitMessage() == null ? "" : ": " + Markdown.plain(deployment.commitMessage());
            line("");
            line(what + ": " + Markdown.plain(deployment.id()) + message);
        }
    }

    private void impact() {
        heading("Impact");
        line("- " + incident.alertCount() + " alerts, " + incident.firingCount() + " still firing");
        @Nullable Instant end = incident.resolvedAt();
        if (end != null) {
            line("- lasted " + Markdown.duration(Duration.between(start(), end)));
        }
        line("- _How many customers were affected, and how?_");
    }

    private Instant start() {
        Instant began = incident.trigger().startsAt();
        return began.isBefore(incident.openedAt()) ? began : incident.openedAt();
    }

    private void times() {
        heading("Times");
        line("| | at | after it began |");
        line("|---|---|---|");
        time("Began", start());
        time("Detected", incident.openedAt());
        time("Acknowledged", incident.acknowledgedAt());
        time("Mitigated", incident.mitigatedAt());
        time("Resolved", incident.resolvedAt());
    }

    private void time(String what, @Nullable Instant at) {
        line("| " + what + " | " + (at == null ? "–" : Markdown.at(at)) + " | "
                + (at == null ? "–" : Markdown.duration(Duration.between(start(), at))) + " |");
    }

    private void automation(List<Remediation> remediations) {
        heading("What automation did");
        if (remediations.isEmpty()) {
            line("Nothing.");
            return;
        }
        for (Remediation remediation : remediations.reversed()) {
            line("Runbook " + Markdown.plain(remediation.runbook().title()) + ": "
                    + remediation.state().word());
            line("");
            line("| step | became | in words | was it right? |");
            line("|---|---|---|---|");
            remediation.steps().stream()
                    .filter(step -> step.kind() != StepKind.WAIT && step.status() != StepStatus.PENDING)
                    .forEach(this::step);
            line("");
            probes(remediation.steps());
        }
    }

    private void step(Step step) {
        line("| " + Markdown.plain(step.id()) + " (" + Markdown.plain(step.uses()) + ") | "
                + step.status().word() + " | " + Markdown.plain(Objects.requireNonNullElse(step.detail(), "")) + " | "
                + (step.kind() == StepKind.ACTION ? verdict(step.status()) : ticked(step.tick())) + " |");
    }

    private static String ticked(@Nullable Tick tick) {
        return tick == null ? "" : "ticked by " + Markdown.plain(tick.name()) + " at " + Markdown.at(tick.at());
    }

    /** What the verification saw, so that the verdict can be judged. */
    private void probes(List<Step> steps) {
        for (Step step : steps) {
            @Nullable Probe probe = step.probe();
            if (probe != null) {
                line("- " + Markdown.plain(step.id()) + " was looked at: before " + seen(probe.before()) + ", after "
                        + seen(probe.after())
                        + (probe.afterUndo() == null ? "" : ", after the undo " + seen(probe.afterUndo())));
            }
        }
    }

    private static String seen(@Nullable Reading reading) {
        return reading == null
                ? "–"
                : (reading.ok() ? "good" : "bad") + " (" + Markdown.plain(reading.summary()) + ", "
                        + Markdown.at(reading.at()) + ")";
    }

    /** What the probe proved; the rest is for people to judge. */
    private static String verdict(StepStatus status) {
        return switch (status) {
            case SUCCEEDED -> "recovered after it";
            case FAILED, UNDONE -> "did not help";
            default -> "_?_";
        };
    }

    private void toFillIn() {
        heading("Root cause");
        line("_What was the cause? Why was it not noticed before?_");
        heading("Action items");
        line("| what | who | by when |");
        line("|---|---|---|");
        line("| _…_ | _…_ | _…_ |");
    }

    private void timeline(List<Timeline.Item> timeline) {
        heading("Timeline");
        timeline.forEach(item -> line("- " + Markdown.at(item.at()) + " " + Markdown.plain(item.text())));
    }

    private void heading(String words) {
        line("");
        line("## " + words);
        line("");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
