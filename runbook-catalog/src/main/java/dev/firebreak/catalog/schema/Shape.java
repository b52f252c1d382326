package dev.firebreak.catalog.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A piece of JSON Schema, written as the readers read: texts, durations, lists, names, sections. */
record Shape(Map<String, Object> json) {
    private static final String NAME = "^[a-z0-9]+(-[a-z0-9]+)*$";
    private static final String DURATION = "^([0-9]{1,9}(ms|[smhd])){1,5}$";

    static Shape text() {
        return new Shape(Map.of("type", "string"));
    }

    /** CEL, which an editor cannot check. */
    static Shape expression() {
        return text().about("CEL");
    }

    static Shape name() {
        return new Shape(ordered("type", "string", "pattern", NAME, "maxLength", 100));
    }

    static Shape duration() {
        return either(new Shape(ordered("type", "string", "pattern", DURATION)), new Shape(Map.of("const", 0)))
                .about("such as 30s, 5m, 4h or 1d");
    }

    static Shape integer(long least, long most) {
        return new Shape(ordered("type", "integer", "minimum", least, "maximum", most));
    }

    static Shape number() {
        return new Shape(Map.of("type", "number"));
    }

    static Shape flag() {
        return new Shape(Map.of("type", "boolean"));
    }

    static Shape words(Collection<String> words) {
        return new Shape(Map.of("enum", List.copyOf(words)));
    }

    static <E extends Enum<E>> Shape words(Class<E> type) {
        return words(Arrays.stream(type.getEnumConstants())
                .map(it -> it.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList());
    }

    static Shape list(Shape item) {
        return new Shape(ordered("type", "array", "items", item.json));
    }

    static Shape someOf(Shape item) {
        return new Shape(ordered("type", "array", "items", item.json, "minItems", 1));
    }

    static Shape oneOrList(Shape item) {
        return either(item, list(item));
    }

    static Shape either(Shape... shapes) {
        return new Shape(Map.of("anyOf", Arrays.stream(shapes).map(Shape::json).toList()));
    }

    /** Keys that the team chooses. */
    static Shape named(Shape value) {
        return new Shape(ordered(
                "type", "object", "additionalProperties", value.json, "propertyNames", Map.of("maxLength", 100)));
    }

    static Shape secret() {
        return section(Map.of("secret", name())).with("required", List.of("secret"));
    }

    static Shape reference(String definition) {
        return new Shape(Map.of("$ref", "#/definitions/" + definition));
    }

    /** Keys that the language defines, and no others. */
    static Shape section(Map<String, Shape> keys, String... required) {
        Map<String, Object> properties = new LinkedHashMap<>();
        keys.forEach((key, shape) -> properties.put(key, shape.json));
        Map<String, Object> json = ordered("type", "object", "properties", properties, "additionalProperties", false);
        if (required.length > 0) {
            json.put("required", List.of(required));
        }
        return new Shape(json);
    }

    /** Exactly one of these keys. */
    Shape withOneOf(Collection<String> keys) {
        return with(
                "oneOf",
                keys.stream().map(key -> Map.of("required", List.of(key))).toList());
    }

    /** Where {@code key} says {@code word}, this as well. */
    Shape when(String key, String word, Map<String, Shape> then, List<String> required) {
        Map<String, Object> properties = new LinkedHashMap<>();
        new TreeMap<>(then).forEach((name, shape) -> properties.put(name, shape.json));
        Map<String, Object> consequence = ordered("properties", properties);
        if (!required.isEmpty()) {
            consequence.put("required", required);
        }
        List<Object> all = new ArrayList<>((List<?>) json.getOrDefault("allOf", List.of()));
        all.add(ordered(
                "if",
                ordered("properties", Map.of(key, Map.of("const", word)), "required", List.of(key)),
                "then",
                consequence));
        return with("allOf", all);
    }

    Shape about(String description) {
        return with("description", description);
    }

    Shape byDefault(Object value) {
        return with("default", value);
    }

    private Shape with(String key, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(json);
        more.put(key, value);
        return new Shape(more);
    }

    static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            json.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return json;
    }
}
