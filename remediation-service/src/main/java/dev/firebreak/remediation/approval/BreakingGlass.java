package dev.firebreak.remediation.approval;

import dev.firebreak.model.Actor;
import dev.firebreak.model.remediation.BrokenGlass;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.Step;
import dev.firebreak.model.remediation.StepStatus;
import dev.firebreak.remediation.governor.Guard;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An admin lets a step that was refused pass the guards that they name, once and with a reason. */
public final class BreakingGlass {
    static final Duration COUNTS_FOR = Duration.ofMinutes(15);
    private static final List<String> ADMINS = List.of("admins");

    private BreakingGlass() {}

    /**
     * @param id of the broken glass, from outside because it is random
     * @param isAnotherRunning a later run of the same runbook for the same incident is not finished
     */
    public static RemediationEvent decide(
            Remediation remediation,
            String step,
            List<String> guards,
            String reason,
            Actor actor,
            People people,
            boolean isAnotherRunning,
            UUID id,
            Instant now) {
        String refusal = refusal(remediation, step, guards, reason, actor, people);
        if (refusal == null && isAnotherRunning) {
            refusal = "a later run of the same runbook is under way";
        }
        if (refusal != null) {
            return new RemediationEvent.AnswerRefused(step, actor.name() + " may not break the glass: " + refusal);
        }
        BrokenGlass glass = new BrokenGlass(id, guards, actor.id(), actor.name(), reason, now.plus(COUNTS_FOR));
        return new RemediationEvent.GlassBroken(
                step,
                glass,
                "GLASS BROKEN by " + actor.name() + ": " + step + " may pass " + String.join(", ", guards) + " once ("
                        + reason + ")");
    }

    private static @Nullable String refusal(
            Remediation remediation, String stepId, List<String> guards, String reason, Actor actor, People people) {
        if (!people.isEntitled(actor, ADMINS) || People.isProgram(actor)) {
            return "only an admin may, in person";
        }
        if (reason.isBlank()) {
            return "it needs a reason";
        }
        Optional<String> wrong = guards.stream()
                .filter(word -> Guard.find(word).filter(Guard::canBePassed).isEmpty())
                .findFirst();
        if (guards.isEmpty() || wrong.isPresent()) {
            return wrong.map(it -> "'" + it + "' is no guard that can be passed")
                            .orElse("it names no guard") + "; those are " + String.join(", ", Guard.thatCanBePassed());
        }
        return remediation.steps().stream()
                        .filter(step -> step.id().equals(stepId))
                        .map(Step::status)
                        .anyMatch(StepStatus.REFUSED::equals)
                ? null
                : "no guard has refused the step '" + stepId + "'";
    }
}
