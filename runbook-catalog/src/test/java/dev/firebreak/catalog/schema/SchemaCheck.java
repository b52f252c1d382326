package dev.firebreak.catalog.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** As much of a JSON Schema validator as the published schema needs; a word that it does not know is an error. */
final class SchemaCheck {
    private static final Set<String> SILENT =
            Set.of("$schema", "$id", "title", "description", "default", "definitions", "then");

    private final JsonNode root;

    SchemaCheck(JsonNode root) {
        this.root = root;
    }

    /** What does not fit, with its place; none when all does. */
    List<String> problems(JsonNode value) {
        List<String> problems = new ArrayList<>();
        check(root, value, "", problems);
        return problems;
    }

    private boolean fits(JsonNode schema, JsonNode value) {
        List<String> problems = new ArrayList<>();
        check(schema, value, "", problems);
        return problems.isEmpty();
    }

    private void check(JsonNode schema, JsonNode value, String at, List<String> problems) {
        for (Map.Entry<String, JsonNode> word : schema.properties()) {
            JsonNode rule = word.getValue();
            boolean isFine = switch (word.getKey()) {
                case "$ref" -> {
                    check(root.at(rule.asString().substring(1)), value, at, problems);
                    yield true;
                }
                case "type" -> isType(rule.asString(), value);
                case "const" -> rule.equals(value);
                case "enum" -> rule.valueStream().anyMatch(value::equals);
                case "pattern" ->
                    !value.isString()
                            || Pattern.compile(rule.asString())
                                    .matcher(value.asString())
                                    .find();
                case "maxLength" -> !value.isString() || value.asString().length() <= rule.asInt();
                case "minimum" -> !value.isNumber() || value.asDouble() >= rule.asDouble();
                case "maximum" -> !value.isNumber() || value.asDouble() <= rule.asDouble();
                case "minItems" -> !value.isArray() || value.size() >= rule.asInt();
                case "required" -> !value.isObject() || rule.valueStream().allMatch(key -> value.has(key.asString()));
                case "anyOf" -> rule.valueStream().anyMatch(one -> fits(one, value));
                case "oneOf" ->
                    rule.valueStream().filter(one -> fits(one, value)).count() == 1;
                case "allOf" -> {
                    rule.valueStream().forEach(one -> check(one, value, at, problems));
                    yield true;
                }
                case "if" -> {
                    if (fits(rule, value)) {
                        check(schema.path("then"), value, at, problems);
                    }
                    yield true;
                }
                case "properties" -> {
                    rule.properties().forEach(it -> {
                        if (value.has(it.getKey())) {
                            check(it.getValue(), value.path(it.getKey()), at + "/" + it.getKey(), problems);
                        }
                    });
                    yield true;
                }
                case "propertyNames" ->
                    value.propertyNames().stream()
                            .allMatch(name ->
                                    name.length() <= rule.path("maxLength").asInt());
                case "additionalProperties" -> {
                    additional(schema, rule, value, at, problems);
                    yield true;
                }
                case "items" -> {
                    for (int i = 0; i < value.size(); i++) {
                        check(rule, value.path(i), at + "/" + i, problems);
                    }
                    yield true;
                }
                default -> SILENT.contains(word.getKey());
            };
            if (!isFine) {
                problems.add(at + " " + word.getKey() + " " + rule + ": " + value);
            }
        }
    }

    private void additional(JsonNode schema, JsonNode rule, JsonNode value, String at, List<String> problems) {
        for (String name : value.propertyNames()) {
            if (!schema.path("properties").has(name)) {
                if (rule.isBoolean()) {
                    problems.add(at + " has no key " + name);
                } else {
                    check(rule, value.path(name), at + "/" + name, problems);
                }
            }
        }
    }

    private static boolean isType(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> throw new IllegalArgumentException("no type " + type);
        };
    }
}
