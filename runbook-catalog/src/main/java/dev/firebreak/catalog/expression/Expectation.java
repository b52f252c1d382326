package dev.firebreak.catalog.expression;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an answer has to look like: CEL over {@code status} and {@code body}. */
public final class Expectation {
    private final Condition condition;

    Expectation(Condition condition) {
        this.condition = condition;
    }

    public static Expectation parse(String source) {
        return new Expectation(Condition.parse(source, Site.ANSWER));
    }

    public boolean holds(int status, @Nullable Object body) {
        return explain(status, body) instanceof Outcome.Holds;
    }

    /** @param body JSON as plain Java: maps, lists, texts, numbers, booleans; null is a body without a value */
    public Outcome explain(int status, @Nullable Object body) {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("status", (long) status);
        Object value = JsonValues.of(body);
        variables.put("body", value == null ? Map.of() : value);
        return condition.explain(new Scope(variables));
    }

    public String source() {
        return condition.source();
    }

    @Override
    public String toString() {
        return source();
    }
}
