package dev.firebreak.catalog.runbook;

import dev.firebreak.catalog.expression.Expectation;
import dev.firebreak.catalog.expression.Scope;
import dev.firebreak.catalog.expression.Template;
import dev.firebreak.catalog.expression.UnresolvedException;
import dev.firebreak.catalog.system.ServiceDefinition;
import dev.firebreak.catalog.system.SystemDefinition;
import dev.firebreak.catalog.system.Threshold;
import dev.firebreak.model.incident.Receiver;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a runbook gives to a check or an action: read and checked, with {@code ${cel}} still to be filled in. */
public record Parameters(Map<String, Given> given) {
    static final Parameters NONE = new Parameters(Map.of());

    /** One parameter's value as written. */
    sealed interface Given {
        record Text(Template template) implements Given {}

        record Texts(Map<String, Template> templates) implements Given {}

        record Whole(long value) implements Given {}

        record Wholes(List<Integer> values) implements Given {}

        record Flag(boolean value) implements Given {}

        record Time(Duration value) implements Given {}

        record TargetName(String name) implements Given {}

        record ToReceiver(Receiver receiver) implements Given {}

        record ByThreshold(Threshold threshold) implements Given {}

        record Expecting(Expectation expectation) implements Given {}
    }

    public Parameters {
        given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
    }

    /** The receiver that is given under the name: it needs nothing to be filled in. */
    public Optional<Receiver> receiver(String name) {
        return given.get(name) instanceof Given.ToReceiver(Receiver receiver)
                ? Optional.of(receiver)
                : Optional.empty();
    }

    /** @throws UnresolvedException when a {@code ${…}} has no value, or the service has no such target */
    public Arguments render(Scope scope, SystemDefinition system, ServiceDefinition service) {
        Map<String, Object> values = new LinkedHashMap<>();
        given.forEach((name, value) -> values.put(name, rendered(value, scope, system, service)));
        return new Arguments(values);
    }

    private static Object rendered(Given given, Scope scope, SystemDefinition system, ServiceDefinition service) {
        return switch (given) {
            case Given.Text(Template template) -> template.render(scope);
            case Given.Texts(Map<String, Template> templates) -> {
                Map<String, String> texts = new LinkedHashMap<>();
                templates.forEach((name, template) -> texts.put(name, template.render(scope)));
                yield texts;
            }
            case Given.Whole(long value) -> value;
            case Given.Wholes(List<Integer> values) -> values;
            case Given.Flag(boolean value) -> value;
            case Given.Time(Duration value) -> value;
            case Given.TargetName(String name) ->
                service.target(name)
                        .orElseThrow(() -> new UnresolvedException(
                                "service " + system.name() + "/" + service.name() + " has no target '" + name + "'"));
            case Given.ToReceiver(Receiver receiver) -> receiver;
            case Given.ByThreshold(Threshold threshold) -> threshold;
            case Given.Expecting(Expectation expectation) -> expectation;
        };
    }
}
