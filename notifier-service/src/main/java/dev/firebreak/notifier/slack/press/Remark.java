package dev.firebreak.notifier.slack.press;

import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationId;
import dev.firebreak.notifier.slack.card.IncidentText;
import dev.firebreak.notifier.subject.Subject;
import java.util.Optional;

/** What whoever pressed should know where the owner of the state is silent, because nothing changes by the press. */
final class Remark {
    private Remark() {}

    /** Empty when the press is about to change something, or its refusal will be told. */
    static Optional<String> on(Command command, Subject subject) {
        Incident incident = subject.incident();
        if (incident == null) {
            return Optional.empty();
        }
        return switch (command) {
            case Command.AcknowledgeIncident it ->
                incident.state().isOpen() && incident.acknowledgedBy() != null
                        ? taken(incident, incident.acknowledgedBy(), it)
                        : Optional.empty();
            case Command.CancelRemediation it ->
                isOver(subject, it.remediationId())
                        ? Optional.of("Nothing is left to cancel: automation had ended already.")
                        : Optional.empty();
            case Command.RunRunbook _ ->
                !incident.state().isOpen()
                        ? Optional.of("Too late: " + IncidentText.name(incident) + " is over, nothing is run for it.")
                        : isRunning(subject) ? Optional.of("It is running already.") : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<String> taken(Incident incident, String by, Command.AcknowledgeIncident command) {
        return by.equals(command.actor().name()) || by.equals(command.actor().id())
                ? Optional.empty()
                : Optional.of(IncidentText.person(by) + " was faster and has " + IncidentText.name(incident) + ".");
    }

    private static boolean isOver(Subject subject, RemediationId id) {
        return subject.remediations().stream()
                .filter(remediation -> remediation.id().equals(id))
                .anyMatch(remediation -> remediation.state().isFinished());
    }

    private static boolean isRunning(Subject subject) {
        return subject.remediations().stream().map(Remediation::state).anyMatch(state -> !state.isFinished());
    }
}
