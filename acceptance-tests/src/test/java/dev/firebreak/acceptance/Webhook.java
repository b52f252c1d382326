package dev.firebreak.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A webhook ready to be sent.
 *
 * @param path at our edge
 * @param headers with the signature over exactly this body
 */
record Webhook(String path, Map<String, String> headers, String body) {
    /** @param prepared what the sandbox would send */
    static Webhook of(JsonNode prepared, String source) {
        Map<String, String> headers = new LinkedHashMap<>();
        prepared.path("headers")
                .properties()
                .forEach(it -> headers.put(it.getKey(), it.getValue().asString()));
        return new Webhook("/webhooks/" + source, headers, prepared.path("body").asString());
    }

    Webhook withHeader(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.keySet().removeIf(name::equalsIgnoreCase);
        changed.put(name, value);
        return new Webhook(path, changed, body);
    }

    Webhook withBody(String other) {
        return new Webhook(path, headers, other);
    }

    Webhook withPath(String other) {
        return new Webhook(other, headers, body);
    }

    JsonHttp.Answer sendTo(JsonHttp ingest) {
        return ingest.send("POST", path, headers, body.getBytes(UTF_8));
    }
}
