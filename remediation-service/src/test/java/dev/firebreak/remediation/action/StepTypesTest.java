package dev.firebreak.remediation.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.type.Parameter;
import dev.firebreak.catalog.type.StepTypes;
import dev.firebreak.model.remediation.StepKind;
import dev.firebreak.remediation.check.Check;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;

/** The catalogue validates against its table of types; what runs must read exactly those parameters. */
class StepTypesTest {
    private static final String HERE = "dev.firebreak.remediation";

    @Test
    void actionsReadWhatTheCatalogueDeclares() {
        for (Action action : all(Action.class)) {
            assertThat(action.parameters()).as(action.type()).isEqualTo(declared(StepKind.ACTION, action.type()));
        }
    }

    @Test
    void checksReadWhatTheCatalogueDeclares() {
        for (Check check : all(Check.class)) {
            assertThat(check.parameters()).as(check.type()).isEqualTo(declared(StepKind.CHECK, check.type()));
        }
    }

    private static Set<String> declared(StepKind kind, String type) {
        return StepTypes.standard().find(kind, type).orElseThrow().parameters().stream()
                .map(Parameter::name)
                .collect(Collectors.toSet());
    }

    private static <T> Iterable<T> all(Class<T> spi) {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(spi));
        return scanner.findCandidateComponents(HERE).stream()
                .map(found -> make(spi, Objects.requireNonNull(found.getBeanClassName())))
                .toList();
    }

    /** None of them uses what it is given before it is asked to do something. */
    private static <T> T make(Class<T> spi, String name) {
        try {
            var constructor = Class.forName(name).getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return spi.cast(constructor.newInstance(new Object[constructor.getParameterCount()]));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name, e);
        }
    }
}
