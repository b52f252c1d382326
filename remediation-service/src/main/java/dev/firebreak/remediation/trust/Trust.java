package dev.firebreak.remediation.trust;

import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.catalog.runbook.TrustRule;
import dev.firebreak.model.remediation.StepMode;
import org.jspecify.annotations.Nullable;

/**
 * What a step has earned.
 *
 * @param mode how far it may go
 * @param proven good outcomes in a row since the mode last changed
 */
public record Trust(StepMode mode, int proven) {
    private static final int TO_WIN_BACK = 5;

    /**
     * As it counts for the step: the runbook may have been changed since something was earned.
     *
     * @param earned null when nothing was earned or lost yet
     */
    public static Trust of(StepDefinition.Action step, @Nullable Trust earned) {
        if (earned == null) {
            return new Trust(step.mode(), 0);
        }
        StepMode floor = floor(step);
        StepMode ceiling = ceiling(step);
        if (earned.mode.compareTo(floor) < 0) {
            return new Trust(floor, 0);
        }
        return earned.mode.compareTo(ceiling) > 0 ? new Trust(ceiling, 0) : earned;
    }

    /** After an outcome that was proven: good ones in a row take it one mode further, one bad one takes it back. */
    public Trust after(boolean isGood, StepDefinition.Action step) {
        if (!isGood) {
            return new Trust(mode.compareTo(floor(step)) > 0 ? back() : mode, 0);
        }
        if (mode.compareTo(ceiling(step)) >= 0) {
            return this;
        }
        return proven + 1 >= needed(step) ? new Trust(further(), 0) : new Trust(mode, proven + 1);
    }

    private StepMode further() {
        return mode == StepMode.SHADOW ? StepMode.APPROVE : StepMode.AUTO;
    }

    private StepMode back() {
        return mode == StepMode.AUTO ? StepMode.APPROVE : StepMode.SHADOW;
    }

    /** Good outcomes in a row that take it one mode further. */
    public static int needed(StepDefinition.Action step) {
        TrustRule rule = step.trust();
        return rule == null ? TO_WIN_BACK : rule.promoteAfter();
    }

    /** A step that people wanted done is never only talked about. */
    private static StepMode floor(StepDefinition.Action step) {
        return step.mode() == StepMode.SHADOW ? StepMode.SHADOW : StepMode.APPROVE;
    }

    private static StepMode ceiling(StepDefinition.Action step) {
        TrustRule rule = step.trust();
        return rule == null ? step.mode() : rule.upTo();
    }
}
