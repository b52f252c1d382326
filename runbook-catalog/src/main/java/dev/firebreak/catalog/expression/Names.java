package dev.firebreak.catalog.expression;

import java.util.Optional;
import java.util.Set;

/** The names that one system gives to its thresholds, targets and steps, for expressions to refer to. */
public record Names(Set<String> thresholds, Set<String> targets, Set<String> steps) {
    public static final Names NONE = new Names(Set.of(), Set.of(), Set.of());

    public Names {
        thresholds = Set.copyOf(thresholds);
        targets = Set.copyOf(targets);
        steps = Set.copyOf(steps);
    }

    public Names withSteps(Set<String> known) {
        return new Names(thresholds, targets, known);
    }

    /** Empty when the variable holds no names of the team's. */
    Optional<Set<String>> of(String variable) {
        return switch (variable) {
            case "threshold" -> Optional.of(thresholds);
            case "target" -> Optional.of(targets);
            case "steps" -> Optional.of(steps);
            default -> Optional.empty();
        };
    }
}
