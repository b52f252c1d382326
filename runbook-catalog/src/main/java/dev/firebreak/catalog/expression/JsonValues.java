package dev.firebreak.catalog.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as plain Java (maps, lists, texts, numbers, booleans), as CEL takes it. */
public final class JsonValues {
    private static final int DEEPEST = 64;

    private JsonValues() {}

    /** Null for what has no value; null members are left out: to an expression they are as missing as never sent. */
    public static @Nullable Object of(@Nullable Object json) {
        return json == null ? null : celValue(json, 0);
    }

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
}
