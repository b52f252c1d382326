package dev.firebreak.sandbox.slack;

import dev.firebreak.sandbox.call.Call;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A method's arguments: from the query, a form, or a JSON object. In a form, structured ones are JSON texts. */
final class SlackArguments {
    private final JsonMapper json;
    private final Map<String, JsonNode> values = new LinkedHashMap<>();

    SlackArguments(JsonMapper json, Call call) {
        this.json = json;
        call.query().forEach(this::put);
        if (call.isForm()) {
            call.form().forEach(this::put);
        } else if (call.body().length > 0) {
            JsonNode body = read(call.text(), "invalid_json");
            if (!body.isObject()) {
                throw new SlackProblem("json_not_object");
            }
            body.properties().forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        }
    }

    private void put(String name, String value) {
        values.put(name, json.getNodeFactory().stringNode(value));
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name))
                .filter(node -> !node.isNull())
                .map(node -> node.isValueNode() ? node.asString() : node.toString())
                .filter(value -> !value.isEmpty());
    }

    String required(String name, String otherwise) {
        return text(name).orElseThrow(() -> new SlackProblem(otherwise));
    }

    boolean flag(String name) {
        return text(name)
                .filter(value -> value.equals("true") || value.equals("1"))
                .isPresent();
    }

    /** @param problem the error's code when it is no JSON */
    Optional<JsonNode> structure(String name, String problem) {
        JsonNode value = values.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        return Optional.of(value.isString() ? read(value.asString(), problem) : value);
    }

    private JsonNode read(String text, String problem) {
        try {
            return json.readTree(text);
        } catch (JacksonException e) { // the caller's mistake, told in Slack's way
            throw new SlackProblem(problem);
        }
    }
}
