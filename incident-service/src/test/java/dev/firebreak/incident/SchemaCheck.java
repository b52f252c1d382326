package dev.firebreak.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Holds an answer to the description: each field is in it, none that must be there is missing, kinds are right. */
record SchemaCheck(JsonNode document) {
    List<String> problems(JsonNode schema, JsonNode value) {
        List<String> problems = new ArrayList<>();
        check(schema, value, "", true, problems);
        return problems;
    }

    private void check(JsonNode given, JsonNode value, String at, boolean isWhole, List<String> problems) {
        JsonNode schema = resolved(given);
        if (schema.has("allOf")) {
            schema.path("allOf").forEach(part -> check(part, value, at, false, problems));
            return;
        }
        if (schema.has("oneOf")) {
            long fitting = schema.path("oneOf")
                    .valueStream()
                    .filter(kind -> problems(kind, value).isEmpty())
                    .count();
            if (fitting != 1) {
                problems.add(at + " fits " + fitting + " of the kinds");
            }
            return;
        }
        if (schema.has("const") && !schema.path("const").equals(value)) {
            problems.add(at + " is not " + schema.path("const"));
        }
        if (schema.has("enum") && schema.path("enum").valueStream().noneMatch(value::equals)) {
            problems.add(at + ": " + value + " is none of " + schema.path("enum"));
        }
        switch (schema.path("type").asString("")) {
            case "object" -> object(schema, value, at, isWhole, problems);
            case "array" -> {
                for (int index = 0; index < value.size(); index++) {
                    check(schema.path("items"), value.get(index), at + "/" + index, true, problems);
                }
                must(value.isArray(), at + " is no array", problems);
            }
            case "string" -> must(value.isString(), at + " is no string", problems);
            case "integer" -> must(value.isIntegralNumber(), at + " is no whole number", problems);
            case "number" -> must(value.isNumber(), at + " is no number", problems);
            case "boolean" -> must(value.isBoolean(), at + " is neither true nor false", problems);
            default -> {}
        }
    }

    private void object(JsonNode schema, JsonNode value, String at, boolean isWhole, List<String> problems) {
        must(value.isObject(), at + " is no object", problems);
        schema.path("required")
                .forEach(
                        name -> must(value.has(name.asString()), at + "/" + name.asString() + " is missing", problems));
        Set<String> known = schema.path("properties").propertyNames().stream().collect(Collectors.toSet());
        value.propertyStream().forEach(field -> {
            if (known.contains(field.getKey())) {
                check(
                        schema.path("properties").path(field.getKey()),
                        field.getValue(),
                        at + "/" + field.getKey(),
                        true,
                        problems);
            } else if (schema.has("additionalProperties")) {
                check(schema.path("additionalProperties"), field.getValue(), at + "/" + field.getKey(), true, problems);
            } else if (isWhole && schema.has("properties")) {
                problems.add(at + "/" + field.getKey() + " is not described");
            }
        });
    }

    private static void must(boolean holds, String problem, List<String> problems) {
        if (!holds) {
            problems.add(problem);
        }
    }

    JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? document.at(schema.path("$ref").asString().substring(1)) : schema;
    }
}
