package dev.firebreak.catalog.expression;

import java.util.Optional;

/** CEL whose value is a text, such as a severity level's name or a part of a correlation key. */
public final class TextExpression {
    private final Expression expression;

    TextExpression(Expression expression) {
        this.expression = expression;
    }

    /** Empty when something it refers to has no value. */
    public Optional<String> value(Scope scope) {
        try {
            return Optional.of(Template.textOf(expression.evaluate(scope.variables())));
        } catch (UnresolvedException _) {
            return Optional.empty();
        }
    }

    public String source() {
        return expression.source();
    }

    @Override
    public String toString() {
        return source();
    }
}
