package dev.firebreak.remediation.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** All checks by type: a new one is found because it is a component. */
@Component
public class Checks {
    private final Map<String, Check> byType;

    /** @throws IllegalStateException when two checks have the same type */
    Checks(List<Check> checks) {
        byType = checks.stream().collect(Collectors.toUnmodifiableMap(Check::type, Function.identity()));
    }

    public Optional<Check> find(String type) {
        return Optional.ofNullable(byType.get(type));
    }
}
