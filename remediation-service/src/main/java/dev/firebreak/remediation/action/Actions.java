package dev.firebreak.remediation.action;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** All actions by type: a new one is found because it is a component. */
@Component
public class Actions {
    private final Map<String, Action> byType;

    /** @throws IllegalStateException when two actions have the same type */
    Actions(List<Action> actions) {
        byType = actions.stream().collect(Collectors.toUnmodifiableMap(Action::type, Function.identity()));
    }

    /** The types of those that count as rollbacks, sorted. */
    public List<String> rollbacks() {
        return byType.values().stream()
                .filter(Action::isRollback)
                .map(Action::type)
                .sorted()
                .toList();
    }

    public Optional<Action> find(String type) {
        return Optional.ofNullable(byType.get(type));
    }
}
