package dev.firebreak.sandbox.call;

import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A body as the ledger keeps it: JSON text, whatever came, without secrets and not without end. */
@Component
class BodyText {
    static final int MOST = 16 * 1024;

    private static final Set<String> SECRETS = Set.of("routing_key", "token", "access_token", "password", "secret");

    private final JsonMapper json;

    BodyText(JsonMapper json) {
        this.json = json;
    }

    String of(Call call) {
        if (call.body().length == 0) {
            return "null";
        }
        String text = json.writeValueAsString(redacted(call.isForm() ? fields(call) : parsed(call.text())));
        return text.length() <= MOST ? text : json.writeValueAsString(text.substring(0, MOST) + "… (cut)");
    }

    /** Slack's form fields may hold JSON: shown as such. */
    private ObjectNode fields(Call call) {
        ObjectNode fields = json.createObjectNode();
        call.form()
                .forEach((name, value) -> fields.set(
                        name,
                        value.startsWith("{") || value.startsWith("[")
                                ? parsed(value)
                                : json.getNodeFactory().stringNode(value)));
        return fields;
    }

    private JsonNode parsed(String text) {
        try {
            return json.readTree(text);
        } catch (JacksonException e) { // then it is shown as the text that it is
            return json.getNodeFactory().stringNode(text);
        }
    }

    private JsonNode redacted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.propertyNames().stream().filter(SECRETS::contains).toList().forEach(name -> object.put(name, "***"));
        }
        node.forEach(this::redacted);
        return node;
    }
}
