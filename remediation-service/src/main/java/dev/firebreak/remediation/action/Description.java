package dev.firebreak.remediation.action;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an action says before anything is done. */
public sealed interface Description {
    /**
     * It can be done. All but {@code facts} is shown to people and bound by the plan's hash, so it must not change while
     * the target does not: no counters, no ages.
     *
     * @param target readable, absolute; never a secret
     * @param targetKey the same for whatever touches the same thing: one action at a time per key
     * @param before the state to go back to, in the words that an undo takes; null when there is none
     * @param from the state it expects to find; null when it does not depend on one
     * @param facts absolute ids and figures that executing and observing go by, also after a crash
     */
    record Ready(
            String target,
            String targetKey,
            @Nullable String from,
            String to,
            @Nullable String before,
            List<String> evidence,
            Map<String, String> facts)
            implements Description {
        public Ready {
            evidence = List.copyOf(evidence);
            facts = Map.copyOf(facts);
        }

        /** @throws IllegalStateException when there is no such fact, which is a bug of the action */
        public String fact(String name) {
            String value = facts.get(name);
            if (value == null) {
                throw new IllegalStateException("no fact " + name + " about " + target);
            }
            return value;
        }
    }

    /** The target is already as it should be. */
    record NotNeeded(String reason) implements Description {}

    /** It cannot be done, or nobody can tell what would be done. */
    record Impossible(String reason) implements Description {}
}
