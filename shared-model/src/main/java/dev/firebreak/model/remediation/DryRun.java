package dev.firebreak.model.remediation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a runbook would have done: nothing was.
 *
 * @param service the one that it would have been done to; null when there is a problem
 * @param ranChecks checks were really made; otherwise each is taken to have been good
 * @param problem why there is no plan at all; null when there is one
 */
public record DryRun(
        UUID id,
        String system,
        String runbook,
        @Nullable String service,
        String catalogVersion,
        boolean ranChecks,
        List<Planned> steps,
        @Nullable String problem) {
    public DryRun {
        steps = List.copyOf(steps);
    }

    /**
     * @param mode how far the step may go now, by what it has earned; null unless it is an action
     * @param plan null unless it is an action that could be planned
     * @param guards each guard's verdict; empty unless there is a plan
     * @param check what the check saw, or the verification before the action; null when nothing was looked at
     */
    public record Planned(
            String step,
            StepKind kind,
            String uses,
            @Nullable StepMode mode,
            Would would,
            String detail,
            @Nullable Plan plan,
            List<GuardVerdict> guards,
            @Nullable Reading check) {
        public Planned {
            guards = List.copyOf(guards);
        }
    }

    /** What would become of a step. NOT_REACHED: an earlier one would have ended the run. */
    public enum Would {
        CHECK,
        SKIP,
        SAY,
        ASK,
        ACT,
        BE_REFUSED,
        BE_IMPOSSIBLE,
        WAIT,
        ASK_PEOPLE_TO_DO,
        NOT_REACHED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @JsonCreator
        public static Would parse(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
