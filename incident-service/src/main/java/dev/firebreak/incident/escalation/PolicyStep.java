package dev.firebreak.incident.escalation;

import dev.firebreak.model.incident.Receiver;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of the escalation policy as it was when the incident opened; later changes of the catalogue do not touch it.
 *
 * @param after counted from the opening, or from the newest reopening
 * @param levels at which levels of the system it is taken; empty for all
 * @param unless a condition of the catalogue's language, looked at when the step is due; null when it always counts
 */
public record PolicyStep(
        Duration after,
        List<Receiver> receivers,
        List<String> levels,
        @Nullable String unless,
        @Nullable String message) {
    public PolicyStep {
        receivers = List.copyOf(receivers);
        levels = levels == null ? List.of() : List.copyOf(levels); // null in rows of before there were levels
    }

    boolean isTakenAt(String level) {
        return levels.isEmpty() || levels.contains(level);
    }
}
