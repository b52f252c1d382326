package dev.firebreak.notifier.slack.card;

import dev.firebreak.model.Severity;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.remediation.Step;
import dev.firebreak.model.remediation.StepStatus;

/** The same words and signs on every card, so that a glance is enough. */
final class CardWords {
    private CardWords() {}

    static String sign(Incident incident) {
        return incident.state().isOpen() ? sign(incident.severity()) : "✅";
    }

    static String sign(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "🔴";
            case ERROR -> "🟠";
            case WARNING -> "🟡";
            case INFO -> "🔵";
        };
    }

    static String word(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "Critical";
            case ERROR -> "Error";
            case WARNING -> "Warning";
            case INFO -> "Info";
        };
    }

    static String word(IncidentState state) {
        return switch (state) {
            case TRIGGERED -> "Triggered";
            case ACKNOWLEDGED -> "Acknowledged";
            case MITIGATED -> "Mitigated";
            case RESOLVED -> "Resolved";
            case CLOSED -> "Closed";
        };
    }

    static String sign(StepStatus status) {
        return switch (status) {
            case PENDING -> "▫️";
            case RUNNING, VERIFYING -> "⏳";
            case AWAITING_APPROVAL -> "✋";
            case OPEN -> "👉";
            case SUCCEEDED -> "✅";
            case FAILED -> "❌";
            case SKIPPED -> "⏭️";
            case SHADOWED -> "👻";
            case REFUSED, REJECTED -> "⛔";
            case UNDONE -> "↩️";
            case UNKNOWN -> "❓";
        };
    }

    static String word(Step step) {
        return switch (step.status()) {
            case PENDING -> "to do";
            case RUNNING -> "running";
            case VERIFYING -> "done, being verified";
            case AWAITING_APPROVAL -> "waits for approval";
            case OPEN -> "for a person";
            case SUCCEEDED -> "done";
            case FAILED -> "failed";
            case SKIPPED -> "skipped";
            case SHADOWED -> "only said what it would do";
            case REFUSED -> "refused by a guard";
            case REJECTED -> "rejected";
            case UNDONE -> "undone";
            case UNKNOWN -> "outcome unknown";
        };
    }

    /** Such as {@code 3 alerts firing (12 received)}. */
    static String impact(Incident incident) {
        String firing = incident.firingCount() == 0
                ? "Nothing fires any more"
                : incident.firingCount() + (incident.firingCount() == 1 ? " alert firing" : " alerts firing");
        return firing + " (" + incident.alertCount() + " received)";
    }
}
