package dev.firebreak.remediation.manual;

import dev.firebreak.model.Actor;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.Step;
import dev.firebreak.model.remediation.StepKind;
import dev.firebreak.model.remediation.StepStatus;
import dev.firebreak.model.remediation.Tick;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What ticking a manual step comes to. It may be done as long as people work on the incident, also when the remediation
 * is over: what does not count is an event with its reason.
 */
public final class Checklist {
    private Checklist() {}

    public static RemediationEvent done(
            Remediation remediation, String step, Actor actor, @Nullable String note, Instant now) {
        Optional<Step> manual = manual(remediation, step);
        if (manual.isEmpty()) {
            return refused(step, actor, "there is no manual step '" + step + "'");
        }
        if (manual.get().status() != StepStatus.OPEN) {
            return refused(step, actor, notOpen(manual.get()));
        }
        String remark = note == null || note.isBlank() ? "" : ": " + note;
        return new RemediationEvent.ManualStepDone(
                step, new Tick(actor.id(), actor.name(), now, note), step + " done by " + actor.name() + remark);
    }

    public static RemediationEvent reopened(Remediation remediation, String step, Actor actor) {
        boolean isDone = manual(remediation, step)
                .filter(it -> it.status() == StepStatus.SUCCEEDED)
                .isPresent();
        return isDone
                ? new RemediationEvent.ManualStepReopened(
                        step, actor.name() + " says that " + step + " is not done yet")
                : refused(step, actor, "'" + step + "' is no manual step that is done");
    }

    private static String notOpen(Step step) {
        Tick tick = step.tick();
        return tick == null ? "it is " + step.status().word() : tick.name() + " did it at " + tick.at();
    }

    private static RemediationEvent refused(String step, Actor actor, String why) {
        return new RemediationEvent.AnswerRefused(
                step, "What " + actor.name() + " says of " + step + " does not count: " + why);
    }

    private static Optional<Step> manual(Remediation remediation, String id) {
        return remediation.steps().stream()
                .filter(step -> step.kind() == StepKind.MANUAL && step.id().equals(id))
                .findFirst();
    }
}
