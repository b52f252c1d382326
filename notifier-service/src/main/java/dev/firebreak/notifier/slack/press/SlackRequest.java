package dev.firebreak.notifier.slack.press;

import dev.firebreak.notifier.inbound.MalformedRequestException;
import dev.firebreak.notifier.inbound.StrictJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a genuine request is about, as far as somebody listens. */
sealed interface SlackRequest {
    /** @param form as Slack sends it, checked: within bounds, and of a kind that Bolt dispatches */
    record ForBolt(String form) implements SlackRequest {
        static ForBolt ofPayload(String json) {
            return new ForBolt("payload=" + URLEncoder.encode(json, StandardCharsets.UTF_8));
        }
    }

    /** Somebody looks at the app's own page. */
    record HomeOpened(String userId) implements SlackRequest {}

    /** Slack sends more than we use, and an error would be shown to a person. */
    record Ignored(String type) implements SlackRequest {}

    /** @throws MalformedRequestException when it is neither JSON nor a form */
    static SlackRequest read(byte[] body) {
        String text = StrictJson.utf8(body);
        if (text.stripLeading().startsWith("{")) {
            return ofJson(text);
        }
        return ofForm(text);
    }

    /** @throws MalformedRequestException when it is none of the forms that Slack sends */
    static SlackRequest ofForm(String text) {
        Map<String, String> form = FormBody.read(text);
        String payload = form.get("payload");
        if (payload != null) {
            return ofJson(payload);
        }
        if (form.containsKey("ssl_check")) {
            return new Ignored("ssl_check");
        }
        if (form.containsKey("command")) {
            return form.containsKey("user_id") ? new ForBolt(text) : new Ignored("command");
        }
        throw new MalformedRequestException("the form has none of payload, command, ssl_check");
    }

    /** @throws MalformedRequestException when it is no JSON, or does not say what it is */
    static SlackRequest ofJson(String json) {
        JsonNode payload = StrictJson.read(json);
        String type = payload.path("type").isString() ? payload.path("type").asString() : "";
        if (type.isEmpty()) {
            throw new MalformedRequestException("the payload has no type");
        }
        return switch (type) {
            case "url_verification" ->
                payload.path("challenge").isString() ? ForBolt.ofPayload(json) : new Ignored(type);
            case "event_callback" -> event(payload.path("event"));
            case "view_submission" -> isFilled(payload) ? ForBolt.ofPayload(json) : new Ignored(type);
            case "block_actions" -> isPress(payload) ? ForBolt.ofPayload(json) : new Ignored(type);
            default -> new Ignored(type);
        };
    }

    private static SlackRequest event(JsonNode event) {
        String type = event.path("type").asString("");
        return type.equals("app_home_opened") && event.path("user").isString()
                ? new HomeOpened(event.path("user").asString())
                : new Ignored(type);
    }

    private static boolean isFilled(JsonNode payload) {
        return payload.path("user").path("id").isString()
                && payload.path("view").path("callback_id").isString();
    }

    /** One button and somebody who pressed it; several actions at once come from forms, which we have none of. */
    private static boolean isPress(JsonNode payload) {
        return payload.path("user").path("id").isString()
                && payload.path("actions").size() == 1
                && payload.path("actions").path(0).path("action_id").isString();
    }
}
