package dev.firebreak.catalog.expression;

import dev.firebreak.catalog.yaml.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Text with CEL in it, as {@code before ${cel} after}; a doubled dollar sign stands for the characters themselves. */
public final class Template {
    sealed interface Part {
        record Fixed(String text) implements Part {}

        record Computed(Expression expression) implements Part {}
    }

    private final String source;
    private final List<Part> parts;

    Template(String source, List<Part> parts) {
        this.source = source;
        this.parts = List.copyOf(parts);
    }

    /** Text without anything to compute. */
    public static Template fixed(String text) {
        return new Template(text, List.of(new Part.Fixed(text)));
    }

    /** @throws UnresolvedException when a part has no value; the message names it */
    public String render(Scope scope) {
        var text = new StringBuilder();
        for (Part part : parts) {
            text.append(
                    switch (part) {
                        case Part.Fixed(String fixed) -> fixed;
                        case Part.Computed(Expression expression) -> textOf(expression.evaluate(scope.variables()));
                    });
        }
        return text.toString();
    }

    /** For words that people read: a part without a value is shown as {@code (unknown)}. */
    public String renderForPeople(Scope scope) {
        var text = new StringBuilder();
        for (Part part : parts) {
            text.append(
                    switch (part) {
                        case Part.Fixed(String fixed) -> fixed;
                        case Part.Computed(Expression expression) -> known(expression, scope);
                    });
        }
        return text.toString();
    }

    public boolean isFixed() {
        return parts.stream().allMatch(Part.Fixed.class::isInstance);
    }

    /** As the team wrote it. */
    public String source() {
        return source;
    }

    private static String known(Expression expression, Scope scope) {
        try {
            return textOf(expression.evaluate(scope.variables()));
        } catch (UnresolvedException _) {
            return "(unknown)";
        }
    }

    static String textOf(Object value) {
        return switch (value) {
            case Map<?, ?> _ -> throw new UnresolvedException("a group of values is no text");
            case List<?> _ -> throw new UnresolvedException("a list is no text");
            case Duration duration -> Durations.format(duration);
            case Double number
            when number == Math.rint(number) && Math.abs(number) < 1e15 -> Long.toString(number.longValue());
            default -> value.toString();
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Template template && template.source.equals(source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    @Override
    public String toString() {
        return source;
    }
}
