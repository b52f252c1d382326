package dev.firebreak.catalog.expression;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** CEL whose value is a list or a group of named values out of a message. */
public final class DataExpression {
    private final Expression expression;

    DataExpression(Expression expression) {
        this.expression = expression;
    }

    /** Empty when there is no value, or it is no list. */
    public Optional<List<?>> list(Scope scope) {
        return value(scope) instanceof List<?> list ? Optional.of(list) : Optional.empty();
    }

    /** The members that are text, numbers or booleans, as text; none when there is no value. */
    public Map<String, String> texts(Scope scope) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (value(scope) instanceof Map<?, ?> members) {
            members.forEach((name, value) -> {
                if (!(value instanceof Map || value instanceof List)) {
                    texts.put(String.valueOf(name), Template.textOf(value));
                }
            });
        }
        return texts;
    }

    private Object value(Scope scope) {
        try {
            return expression.evaluate(scope.variables());
        } catch (UnresolvedException _) {
            return "";
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
