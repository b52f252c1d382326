package dev.firebreak.catalog.mapping;

import dev.firebreak.catalog.expression.Condition;
import dev.firebreak.catalog.expression.DataExpression;
import dev.firebreak.catalog.expression.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one tool's messages become alerts.
 *
 * @param file where it is written, relative to the catalogue's folder
 * @param when which messages it takes that are sent to no mapping by name; null for none
 * @param each the alerts of one message; null when it is one alert itself
 */
public record Mapping(
        String name,
        String title,
        String file,
        @Nullable Condition when,
        @Nullable DataExpression each,
        List<Drop> drops,
        AlertTemplate alert) {
    /** What is no alert. */
    record Drop(Condition when, String reason) {}

    public Mapping {
        drops = List.copyOf(drops);
    }

    boolean takes(Event event, Instant now) {
        return when != null && when.holds(Scope.builder(now).with(event).build());
    }

    /** One outcome for each alert that the message has; one when it has none. */
    public List<Mapped> apply(Event event, Instant now) {
        if (each == null) {
            return List.of(outcome(Scope.builder(now).with(event).build()));
        }
        Optional<List<?>> items = each.list(Scope.builder(now).with(event).build());
        if (items.isEmpty()) {
            return List.of(new Mapped.Unfit("there is no list at " + each.source()));
        }
        List<Mapped> outcomes = new ArrayList<>();
        for (Object item : items.get()) {
            outcomes.add(outcome(Scope.builder(now)
                    .with(event)
                    .with(() -> Map.of("item", item))
                    .build()));
        }
        return outcomes.isEmpty() ? List.of(new Mapped.Dropped("empty")) : outcomes;
    }

    private Mapped outcome(Scope scope) {
        for (Drop drop : drops) {
            if (drop.when().holds(scope)) {
                return new Mapped.Dropped(drop.reason());
            }
        }
        return alert.fill(scope);
    }
}
