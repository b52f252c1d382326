package dev.firebreak.notifier.slack.card;

import dev.firebreak.model.incident.Due;
import dev.firebreak.model.incident.Incident;
import java.util.Optional;

/** What is asked of whoever reads the card, most pressing first, in one sentence; and what comes if nobody does it. */
final class NextStep {
    private NextStep() {}

    static String of(CardSubject subject) {
        String deadline = Optional.ofNullable(subject.incident().nextDue())
                .map(due -> "\n*Deadline:* " + Mrkdwn.time(due.at()) + ", " + words(due))
                .orElse("");
        return "*Next:* " + sentence(subject) + deadline;
    }

    private static String words(Due due) {
        return switch (due.what()) {
            case ESCALATE -> "then it escalates to " + Mrkdwn.text(String.join(", ", due.receivers()), 200) + ".";
            case ACKNOWLEDGE -> "until then somebody must acknowledge it.";
            case RESPOND -> "until then somebody must respond.";
            case UPDATE -> "until then somebody must say how it goes.";
        };
    }

    private static String sentence(CardSubject subject) {
        Incident incident = subject.incident();
        if (incident.mergedInto() != null) {
            return "nothing here, it goes on in " + incident.mergedInto() + ".";
        }
        if (!incident.state().isOpen()) {
            return "nothing to do, it is over.";
        }
        if (!subject.questions().isEmpty()) {
            return "say yes or no to the plan above before "
                    + Mrkdwn.time(subject.questions().getFirst().approval().expiresAt()) + ".";
        }
        if (subject.needsPerson()) {
            return "automation has stopped, a person must take over.";
        }
        if (incident.resolvesAt() != null) {
            return "watch; it counts as resolved " + Mrkdwn.time(incident.resolvesAt())
                    + " if nothing fires until then.";
        }
        if (!subject.openManualSteps().isEmpty()) {
            return "do what is left for a person above.";
        }
        return switch (incident.state()) {
            case TRIGGERED -> "press Acknowledge if you take it.";
            case ACKNOWLEDGED -> "press Resolve when it is over.";
            case MITIGATED -> "the harm is stopped; find the cause, press Resolve when it is over.";
            case RESOLVED, CLOSED -> "nothing to do, it is over.";
        };
    }
}
