package dev.firebreak.catalog.system;

import dev.firebreak.catalog.expression.Condition;
import dev.firebreak.catalog.expression.Scope;
import dev.firebreak.model.incident.Receiver;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is told when an incident has been open for so long.
 *
 * @param condition must hold; null for always
 * @param unless must not hold; null for never
 * @param message the team's own words; null for the usual ones
 */
public record EscalationStep(
        Duration after,
        List<Receiver> receivers,
        @Nullable Condition condition,
        @Nullable Condition unless,
        @Nullable String message) {
    public EscalationStep {
        receivers = List.copyOf(receivers);
    }

    public boolean applies(Scope scope) {
        return (condition == null || condition.holds(scope)) && (unless == null || !unless.holds(scope));
    }
}
