package dev.firebreak.remediation.execution;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the engine keeps of a step beside what people see.
 *
 * @param dueAt when a wait is over or the next probe is due; null when there is neither
 * @param until when a probe gives up; null while nothing is verified
 * @param inARow good probes without a bad one between
 * @param asked how often people were asked
 * @param undo whether what was done is to be undone
 */
record StepProgress(@Nullable Instant dueAt, @Nullable Instant until, int inARow, int asked, Undoing undo) {
    static final StepProgress NONE = new StepProgress(null, null, 0, 0, Undoing.NO);

    enum Undoing {
        NO,
        DUE,
        PROBING,
        OVER
    }

    StepProgress due(Instant at) {
        return new StepProgress(at, until, inARow, asked, undo);
    }

    StepProgress probing(Instant first, Instant giveUpAt) {
        return new StepProgress(first, giveUpAt, 0, asked, undo);
    }

    StepProgress probed(boolean isGood, Instant next) {
        return new StepProgress(next, until, isGood ? inARow + 1 : 0, asked, undo);
    }

    StepProgress askedAgain() {
        return new StepProgress(dueAt, until, inARow, asked + 1, undo);
    }

    /** The undo is in effect: does that help? */
    StepProgress probingUndo(Instant first, Instant giveUpAt) {
        return new StepProgress(first, giveUpAt, 0, asked, Undoing.PROBING);
    }

    StepProgress undoing(Undoing now) {
        return new StepProgress(null, null, 0, asked, now);
    }
}
