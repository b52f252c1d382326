package dev.firebreak.catalog.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Follows a document through the schema: all pieces that speak of the value at hand. */
final class Places {
    private record Place(String name, JsonNode schema) {}

    private final JsonNode root;
    private List<Place> current = new ArrayList<>();
    private boolean isNamed;

    Places(JsonNode root) {
        this.root = root;
    }

    void at(String name, JsonNode schema, JsonNode value) {
        current = new ArrayList<>();
        add(name, schema, value);
    }

    void descend(Object step, JsonNode value) {
        List<Place> before = current;
        current = new ArrayList<>();
        for (Place place : before) {
            if (step instanceof Integer) {
                add(place.name + "[]", place.schema.path("items"), value);
            } else {
                JsonNode own = place.schema.path("properties").path((String) step);
                JsonNode chosen = place.schema.path("additionalProperties");
                if (!own.isMissingNode()) {
                    add(place.name + "/" + step, own, value);
                } else if (chosen.isObject()) {
                    add(place.name + "/*", chosen, value);
                }
            }
        }
    }

    /** The keys that the schema has here, all variants together; empty where a team chooses them. */
    Optional<Set<String>> keys() {
        Set<String> keys = new TreeSet<>();
        isNamed = false;
        for (Place place : current) {
            isNamed |= place.schema.path("additionalProperties").isObject()
                    && !place.schema.path("additionalProperties").isEmpty();
            if (place.schema.path("additionalProperties").isBoolean()) {
                keys.addAll(place.schema.path("properties").propertyNames());
            }
        }
        return isNamed || keys.isEmpty() ? Optional.empty() : Optional.of(keys);
    }

    String name() {
        return current.getFirst().name;
    }

    private void add(String name, JsonNode schema, JsonNode value) {
        JsonNode found =
                schema.has("$ref") ? root.at(schema.path("$ref").asString().substring(1)) : schema;
        String place = schema.has("$ref") ? schema.path("$ref").asString() : name;
        if (found.isMissingNode() || found.isEmpty()) {
            return;
        }
        current.add(new Place(place, found));
        found.path("anyOf").forEach(one -> add(place, one, value));
        for (JsonNode rule : found.path("allOf")) {
            JsonNode words = rule.path("if").path("properties");
            boolean holds = words.propertyNames().stream()
                    .allMatch(key -> words.path(key).path("const").equals(value.path(key)));
            if (holds) {
                String which = words.propertyNames().iterator().next();
                add(place + "(" + value.path(which).asString() + ")", rule.path("then"), value);
            }
        }
    }
}
