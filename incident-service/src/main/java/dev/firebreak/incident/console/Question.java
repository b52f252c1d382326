package dev.firebreak.incident.console;

import dev.firebreak.model.remediation.Approval;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.Step;
import dev.firebreak.model.remediation.StepStatus;
import java.util.Objects;
import java.util.Optional;

/** What automation asks people: may it do this? */
record Question(Remediation remediation, Step step, Approval approval) {
    /** Empty when nothing is asked. */
    static Optional<Question> of(Remediation remediation) {
        return remediation.steps().stream()
                .filter(step -> step.status() == StepStatus.AWAITING_APPROVAL && step.approval() != null)
                .findFirst()
                .map(step -> new Question(remediation, step, Objects.requireNonNull(step.approval())));
    }
}
