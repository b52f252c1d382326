package dev.firebreak.sandbox.slack;

import dev.firebreak.model.Secret;
import dev.firebreak.model.wire.HexHmac;
import dev.firebreak.sandbox.SandboxSettings;
import dev.firebreak.sandbox.call.Answer;
import dev.firebreak.sandbox.call.Poster;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What Slack sends to the app: by a connection that it has opened, else signed over timestamp and raw body. */
@Component
class SlackRequests {
    private final Poster poster;
    private final InstantSource clock;
    private final URI events;
    private final List<Secret> secrets;
    private final Triggers triggers;
    private final Sockets sockets;
    private final JsonMapper json;

    SlackRequests(
            Poster poster,
            InstantSource clock,
            SandboxSettings settings,
            Triggers triggers,
            Sockets sockets,
            JsonMapper json) {
        this.poster = poster;
        this.clock = clock;
        this.events = settings.notifier().resolve("/slack/events");
        this.secrets = settings.slack().signingSecrets();
        this.triggers = triggers;
        this.sockets = sockets;
        this.json = json;
    }

    Answer interaction(String payload) {
        return sockets.ask("interactive", (ObjectNode) json.readTree(payload))
                .orElseGet(() -> form("payload=" + URLEncoder.encode(payload, StandardCharsets.UTF_8)));
    }

    /** A slash command. */
    Answer command(Typed typed, String channelId, String responseUrl) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("token", "deprecated");
        fields.put("team_id", Workspace.TEAM);
        fields.put("team_domain", "sandbox");
        fields.put("channel_id", channelId);
        fields.put("user_id", typed.person());
        fields.put("user_name", Person.handle(typed.person()));
        fields.put("command", typed.slash());
        fields.put("text", typed.words());
        fields.put("api_app_id", Workspace.APP);
        fields.put("response_url", responseUrl);
        fields.put("trigger_id", triggers.issue(typed.person()));
        ObjectNode payload = json.createObjectNode();
        fields.forEach(payload::put);
        return sockets.ask("slash_commands", payload)
                .orElseGet(() -> form(fields.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))));
    }

    private Answer form(String body) {
        String timestamp = String.valueOf(clock.instant().getEpochSecond());
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = Map.of(
                "Content-Type",
                "application/x-www-form-urlencoded",
                "User-Agent",
                "Slackbot 1.0 (+https://api.slack.com/robots)",
                "X-Slack-Request-Timestamp",
                timestamp,
                "X-Slack-Signature",
                signature(timestamp, bytes));
        return poster.post(events, headers, bytes);
    }

    private String signature(String timestamp, byte[] body) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("set FIREBREAK_SLACK_SIGNING_SECRET: nothing can be signed without it");
        }
        return sign(secrets.getFirst(), timestamp, body);
    }

    static String sign(Secret secret, String timestamp, byte[] body) {
        byte[] head = "v0:%s:".formatted(timestamp).getBytes(StandardCharsets.UTF_8);
        return "v0=" + new HexHmac(HexHmac.SHA256, secret).sign(head, body);
    }
}
