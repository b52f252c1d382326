package dev.firebreak.catalog.type;

import dev.firebreak.catalog.system.Target;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One parameter of a check or an action.
 *
 * @param defaultValue as a team would write it; null when there is none
 * @param targets for {@link ParameterKind#TARGET}: the kinds that fit
 */
public record Parameter(
        String name,
        ParameterKind kind,
        boolean required,
        @Nullable String defaultValue,
        Set<Class<? extends Target>> targets) {
    public Parameter {
        targets = Set.copyOf(targets);
    }

    public static Parameter required(String name, ParameterKind kind) {
        return new Parameter(name, kind, true, null, Set.of());
    }

    public static Parameter optional(String name, ParameterKind kind) {
        return new Parameter(name, kind, false, null, Set.of());
    }

    public static Parameter withDefault(String name, ParameterKind kind, String value) {
        return new Parameter(name, kind, false, value, Set.of());
    }

    public static Parameter target(Class<? extends Target> kind) {
        return target(Set.of(kind));
    }

    public static Parameter target(Class<? extends Target> kind, Class<? extends Target> orKind) {
        return target(Set.of(kind, orKind));
    }

    private static Parameter target(Set<Class<? extends Target>> kinds) {
        return new Parameter("target", ParameterKind.TARGET, true, null, kinds);
    }

    /** A target that something else may stand for. */
    public Parameter orNone() {
        return new Parameter(name, kind, false, defaultValue, targets);
    }
}
