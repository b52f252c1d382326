package dev.firebreak.backtest;

import java.util.Map;
import java.util.Set;

/**
 * What a recording cannot tell: how the world answered.
 *
 * @param badChecks ids of check steps, or their types, that find something bad; all others are good
 * @param failedActions ids of action steps, or their types, that are done and do not help; all others help
 * @param approves whether people say yes at once when they are asked; else nobody answers
 */
public record Assumptions(Set<String> badChecks, Set<String> failedActions, boolean approves) {
    /** Checks find all good, actions help, and nobody is there to answer. */
    public static final Assumptions STANDARD = new Assumptions(Set.of(), Set.of(), false);

    public Assumptions {
        badChecks = Set.copyOf(badChecks);
        failedActions = Set.copyOf(failedActions);
    }

    boolean isGood(String step, String type) {
        return !badChecks.contains(step) && !badChecks.contains(type);
    }

    boolean helps(String step, String type) {
        return !failedActions.contains(step) && !failedActions.contains(type);
    }

    /** In words, for a report. */
    Map<String, String> words() {
        return Map.of(
                "checks", badChecks.isEmpty() ? "good" : "good, but for " + String.join(", ", sorted(badChecks)),
                "actions",
                        failedActions.isEmpty() ? "help" : "help, but for " + String.join(", ", sorted(failedActions)),
                "people", approves ? "say yes at once" : "answer nothing");
    }

    private static Iterable<String> sorted(Set<String> words) {
        return words.stream().sorted().toList();
    }
}
