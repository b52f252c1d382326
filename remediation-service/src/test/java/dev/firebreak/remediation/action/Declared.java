package dev.firebreak.remediation.action;

import dev.firebreak.remediation.check.Check;
import dev.firebreak.remediation.outgoing.OpenOutside;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.stereotype.Component;

/** Every check and action there is, made only to be asked what it declares. */
final class Declared {
    private static final String HERE = "dev.firebreak.remediation";

    private Declared() {}

    static List<Action> actions() {
        return all(Action.class).stream()
                .map(it -> make(Action.class, it))
                .sorted(Comparator.comparing(Action::type))
                .toList();
    }

    static List<Check> checks() {
        return all(Check.class).stream()
                .map(it -> make(Check.class, it))
                .sorted(Comparator.comparing(Check::type))
                .toList();
    }

    private static <T> List<String> all(Class<T> spi) {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        var ofKind = new AssignableTypeFilter(spi);
        var shipped = new AnnotationTypeFilter(Component.class); // the simulation has an action of its own
        scanner.addIncludeFilter((type, others) -> ofKind.match(type, others) && shipped.match(type, others));
        return scanner.findCandidateComponents(HERE).stream()
                .map(found -> Objects.requireNonNull(found.getBeanClassName()))
                .toList();
    }

    /** None of them uses what it is given before it is asked to do something; settings are all that some look into. */
    private static <T> T make(Class<T> spi, String name) {
        try {
            var constructor = Class.forName(name).getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            Object[] given = new Object[constructor.getParameterCount()];
            for (int i = 0; i < given.length; i++) {
                given[i] = constructor.getParameterTypes()[i].getSimpleName().equals("EgressSettings")
                        ? OpenOutside.settings(null)
                        : null;
            }
            return spi.cast(constructor.newInstance(given));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name, e);
        }
    }
}
