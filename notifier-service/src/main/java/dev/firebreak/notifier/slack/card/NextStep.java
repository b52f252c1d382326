package dev.firebreak.notifier.slack.card;

import dev.firebreak.model.incident.Incident;

/** What is asked of whoever reads the card, most pressing first: one sentence. */
final class NextStep {
    private NextStep() {}

    static String of(CardSubject subject) {
        return "*Next:* " + sentence(subject);
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
