package dev.firebreak.notifier.slack.press;

import com.slack.api.bolt.response.Response;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.notifier.inbound.MalformedRequestException;
import dev.firebreak.notifier.inbound.StrictJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message of <a href="https://docs.slack.dev/apis/events-api/using-socket-mode">Socket Mode</a>.
 *
 * @param id null for what wants no answer, such as the greeting
 */
record Envelope(@Nullable String id, String type, JsonNode payload) {
    /** @throws MalformedRequestException when it is no JSON object */
    static Envelope read(String text) {
        JsonNode json = StrictJson.read(text);
        return new Envelope(
                json.path("envelope_id").isString() ? json.path("envelope_id").asString() : null,
                json.path("type").asString(""),
                json.path("payload"));
    }

    /** Slack is about to close the connection: another one is to be opened. */
    boolean isGoodbye() {
        return type.equals("disconnect");
    }

    /** @throws MalformedRequestException when the payload is none that Slack sends */
    SlackRequest request() {
        return type.equals("slash_commands")
                ? SlackRequest.ofForm(payload.properties().stream()
                        .filter(field -> field.getValue().isValueNode()
                                && !field.getValue().isNull())
                        .map(field -> encoded(field.getKey()) + "="
                                + encoded(field.getValue().asString()))
                        .collect(Collectors.joining("&")))
                : SlackRequest.ofJson(payload.toString());
    }

    /** What it is answered with: that it has come, and what there is to say. */
    String answered(@Nullable Response response) {
        ObjectNode answer = Wire.JSON.createObjectNode().put("envelope_id", id);
        if (response != null && response.getBody() != null && response.getBody().startsWith("{")) {
            answer.set("payload", StrictJson.read(response.getBody()));
        }
        return answer.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
