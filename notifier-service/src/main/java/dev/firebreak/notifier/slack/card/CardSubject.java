package dev.firebreak.notifier.slack.card;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.remediation.Approval;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationState;
import dev.firebreak.model.remediation.Step;
import dev.firebreak.model.remediation.StepStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a card shows: an incident and what automation does about it, by the newest word on each. */
public record CardSubject(Incident incident, List<Remediation> remediations) {
    public CardSubject {
        remediations = remediations.stream()
                .sorted(Comparator.comparing(Remediation::startedAt))
                .toList();
    }

    Optional<Remediation> newestRemediation() {
        return remediations.isEmpty() ? Optional.empty() : Optional.of(remediations.getLast());
    }

    /** Questions that can still be answered. None once the incident is over: then nothing acts any more. */
    List<Question> questions() {
        if (!incident.state().isOpen()) {
            return List.of();
        }
        return remediations.stream()
                .filter(remediation -> !remediation.state().isFinished())
                .flatMap(remediation -> remediation.steps().stream()
                        .filter(step -> step.status() == StepStatus.AWAITING_APPROVAL)
                        .flatMap(step -> Optional.ofNullable(step.approval())
                                .map(approval -> new Question(remediation, step, approval))
                                .stream()))
                .toList();
    }

    List<ToDo> openManualSteps() {
        return remediations.stream()
                .flatMap(remediation -> remediation.steps().stream()
                        .filter(step -> step.status() == StepStatus.OPEN)
                        .map(step -> new ToDo(remediation, step)))
                .toList();
    }

    /** The one that still acts; empty when none does. */
    Optional<Remediation> running() {
        return remediations.stream()
                .filter(remediation -> !remediation.state().isFinished())
                .findFirst();
    }

    boolean needsPerson() {
        return newestRemediation()
                .map(Remediation::state)
                .filter(state -> state == RemediationState.FAILED || state == RemediationState.NEEDS_PERSON)
                .isPresent();
    }

    /** A step that a person is to do. */
    record ToDo(Remediation remediation, Step step) {}

    record Question(Remediation remediation, Step step, Approval approval) {}
}
