package dev.firebreak.catalog.system;

import dev.firebreak.catalog.expression.Condition;
import dev.firebreak.catalog.expression.InScope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of a system that alerts are about.
 *
 * @param owner the team, for people; null when not said
 * @param identify holds for the alerts that are about it
 */
public record ServiceDefinition(String name, @Nullable String owner, Condition identify, Map<String, Target> targets)
        implements InScope {
    public ServiceDefinition {
        targets = Map.copyOf(targets);
    }

    public Optional<Target> target(String targetName) {
        return Optional.ofNullable(targets.get(targetName));
    }

    @Override
    public Map<String, Object> variables() {
        Map<String, Object> seen = new LinkedHashMap<>();
        targets.forEach((targetName, target) -> seen.put(targetName, target.visible()));
        Map<String, String> service = owner == null ? Map.of("name", name) : Map.of("name", name, "owner", owner);
        return Map.of("service", service, "target", seen);
    }
}
