package dev.firebreak.catalog.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an answer has to look like: CEL over {@code status} and {@code body}. */
public final class Expectation {
    private static final int DEEPEST = 64;

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
        Object value = body == null ? null : celValue(body, 0);
        if (value != null) {
            variables.put("body", value);
        } else {
            variables.put("body", Map.of());
        }
        return condition.explain(new Scope(variables));
    }

    public String source() {
        return condition.source();
    }

    /** Null members are left out: to an expression they are as missing as members that were never sent. */
    private static @Nullable Object celValue(Object json, int depth) {
        if (depth > DEEPEST) {
            return null;
        }
        return switch (json) {
            case Map<?, ?> map -> members(map, depth);
            case List<?> list -> items(list, depth);
            case Integer number -> number.longValue();
            case Short number -> number.longValue();
            case Float number -> number.doubleValue();
            case BigDecimal number -> number.doubleValue();
            case BigInteger number -> number.bitLength() < 64 ? (Object) number.longValue() : number.doubleValue();
            case String _, Long _, Double _, Boolean _ -> json;
            default -> json.toString();
        };
    }

    private static Map<String, Object> members(Map<?, ?> map, int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            Object converted = value == null ? null : celValue(value, depth + 1);
            if (converted != null) {
                members.put(String.valueOf(name), converted);
            }
        });
        return members;
    }

    private static List<Object> items(List<?> list, int depth) {
        List<Object> items = new ArrayList<>();
        for (Object value : list) {
            Object converted = value == null ? null : celValue(value, depth + 1);
            if (converted != null) {
                items.add(converted);
            }
        }
        return items;
    }

    @Override
    public String toString() {
        return source();
    }
}
