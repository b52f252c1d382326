package dev.firebreak.remediation.execution;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The engine's own notes, by step. */
record Progress(Map<String, StepProgress> steps) {
    static final Progress NONE = new Progress(Map.of());

    Progress {
        steps = Map.copyOf(steps);
    }

    StepProgress of(String step) {
        return steps.getOrDefault(step, StepProgress.NONE);
    }

    Progress with(String step, UnaryOperator<StepProgress> change) {
        Map<String, StepProgress> changed = new TreeMap<>(steps);
        changed.put(step, change.apply(of(step)));
        return new Progress(changed);
    }
}
