package dev.firebreak.catalog.expression;

import dev.cel.common.types.CelKind;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * CEL that is true or false.
 *
 * <p>What is missing (a label that the alert does not have, a deployment that nobody suspects) has no value, and a
 * condition that needs it does not hold. {@code ||} still finds a true side, and {@code has(alert.labels.region)} asks.
 */
public final class Condition {
    private final Expression expression;

    Condition(Expression expression) {
        this.expression = expression;
    }

    /**
     * Restores a condition from its {@link #source()}.
     *
     * @throws IllegalArgumentException when it is not valid there
     */
    public static Condition parse(String source, Site site) {
        Compiler.Compiled compiled = Compiler.compile(source, site);
        Expression expression = compiled.expression();
        if (expression == null) {
            throw new IllegalArgumentException(compiled.faults().stream()
                    .map(fault -> "found " + fault.found() + ", expected " + fault.expected())
                    .collect(Collectors.joining("; ", source + ": ", "")));
        }
        if (!isTrueOrFalse(expression)) {
            throw new IllegalArgumentException(source + ": not true or false");
        }
        return new Condition(expression);
    }

    static boolean isTrueOrFalse(Expression expression) {
        return expression.kind() == CelKind.BOOL || expression.kind() == CelKind.DYN;
    }

    public boolean holds(Scope scope) {
        return explain(scope) instanceof Outcome.Holds;
    }

    public Outcome explain(Scope scope) {
        try {
            Object value = expression.evaluate(scope.variables());
            return value instanceof Boolean holds
                    ? Outcome.of(holds)
                    : new Outcome.Failed(
                            "not true or false but " + value.getClass().getSimpleName());
        } catch (UnresolvedException e) {
            return new Outcome.Failed(String.valueOf(e.getMessage()));
        }
    }

    /** What an alert must have for it to hold; empty when that cannot be told. */
    public Optional<Needs> needs() {
        return Needs.of(expression);
    }

    /** As the team wrote it. */
    public String source() {
        return expression.source();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Condition condition && condition.source().equals(source());
    }

    @Override
    public int hashCode() {
        return source().hashCode();
    }

    @Override
    public String toString() {
        return source();
    }
}
