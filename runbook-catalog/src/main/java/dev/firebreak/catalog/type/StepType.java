package dev.firebreak.catalog.type;

import dev.firebreak.model.remediation.StepKind;
import java.util.List;
import java.util.Optional;

/**
 * A check or an action as the language knows it.
 *
 * @param exactlyOneOf groups of parameters of which exactly one must be given
 * @param needsVerify false when there is nothing to verify, so that it may run by itself without
 */
public record StepType(
        String name, StepKind kind, List<Parameter> parameters, List<List<String>> exactlyOneOf, boolean needsVerify) {
    public StepType {
        parameters = List.copyOf(parameters);
        exactlyOneOf = List.copyOf(exactlyOneOf);
    }

    public static StepType check(String name, Parameter... parameters) {
        return new StepType(name, StepKind.CHECK, List.of(parameters), List.of(), false);
    }

    public static StepType action(String name, Parameter... parameters) {
        return new StepType(name, StepKind.ACTION, List.of(parameters), List.of(), true);
    }

    public StepType withExactlyOneOf(String... names) {
        return new StepType(name, kind, parameters, List.of(List.of(names)), needsVerify);
    }

    public StepType withNothingToVerify() {
        return new StepType(name, kind, parameters, exactlyOneOf, false);
    }

    public Optional<Parameter> parameter(String parameterName) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(parameterName))
                .findFirst();
    }
}
