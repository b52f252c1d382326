package dev.firebreak.sandbox.slack;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Finds the button that a person would press and writes what Slack sends then. */
@Component
class Presses {
    private static final int MOST = 1_000;

    /** @param responseId names the response_url */
    record Press(Channel channel, Message message, Message.Button button, String user, String responseId) {}

    private final Workspace workspace;
    private final SlackJson messages;
    private final InstantSource clock;
    private final JsonMapper json;
    private final Triggers triggers;
    private final Map<String, Press> byResponse = new LinkedHashMap<>();

    Presses(Workspace workspace, SlackJson messages, InstantSource clock, JsonMapper json, Triggers triggers) {
        this.workspace = workspace;
        this.messages = messages;
        this.clock = clock;
        this.json = json;
        this.triggers = triggers;
    }

    /** On the newest message that has such a button; empty when none has. */
    Optional<Press> find(PressRequest request) {
        String action = request.wantedAction();
        List<Channel> channels =
                request.channel() == null ? workspace.channels() : List.of(workspace.readable(request.channel()));
        Optional<Press> found = Optional.empty();
        for (Channel channel : channels) {
            for (Message message : workspace.messages(channel).reversed()) {
                Optional<Message.Button> button = request.fits(message)
                        ? message.buttons().stream()
                                .filter(candidate -> candidate.means(action))
                                .findFirst()
                        : Optional.empty();
                if (button.isPresent()) {
                    if (found.isEmpty()
                            || message.ts().compareTo(found.get().message().ts()) > 0) {
                        found = Optional.of(press(channel, message, button.get(), request.person()));
                    }
                    break;
                }
            }
        }
        found.ifPresent(this::remember);
        return found;
    }

    private static Press press(Channel channel, Message message, Message.Button button, String user) {
        return new Press(channel, message, button, user, UUID.randomUUID().toString());
    }

    private synchronized void remember(Press press) {
        byResponse.put(press.responseId(), press);
        if (byResponse.size() > MOST) {
            byResponse.remove(byResponse.keySet().iterator().next());
        }
    }

    synchronized Optional<Press> byResponse(String id) {
        return Optional.ofNullable(byResponse.get(id));
    }

    /** The {@code payload} of a block_actions request. */
    String payload(Press press, String responseUrl) {
        var now = clock.instant();
        String channelId = press.channel().id();
        ObjectNode payload = json.createObjectNode().put("type", "block_actions");
        payload.putObject("user")
                .put("id", press.user())
                .put("username", Person.handle(press.user()))
                .put("name", Person.handle(press.user()))
                .put("team_id", Workspace.TEAM);
        payload.put("api_app_id", Workspace.APP).put("token", "deprecated");
        ObjectNode container = payload.putObject("container")
                .put("type", "message")
                .put("message_ts", press.message().ts())
                .put("channel_id", channelId)
                .put("is_ephemeral", false);
        if (press.message().threadTs() != null) {
            container.put("thread_ts", press.message().threadTs());
        }
        payload.put("trigger_id", triggers.issue(press.user()));
        payload.putObject("team").put("id", Workspace.TEAM).put("domain", "sandbox");
        payload.putNull("enterprise").put("is_enterprise_install", false);
        payload.putObject("channel")
                .put("id", channelId)
                .put("name", press.channel().name());
        payload.set("message", messages.message(press.message(), true));
        payload.putObject("state").putObject("values");
        payload.put("response_url", responseUrl);
        ObjectNode action = payload.putArray("actions").addObject();
        action.put("action_id", press.button().actionId())
                .put("block_id", press.button().blockId())
                .put("value", press.button().value())
                .put("type", "button")
                .put("action_ts", "%d.%06d".formatted(now.getEpochSecond(), now.getNano() / 1_000));
        action.putObject("text")
                .put("type", "plain_text")
                .put("text", press.button().text())
                .put("emoji", true);
        return json.writeValueAsString(payload);
    }
}
