package dev.firebreak.sandbox.slack;

import dev.firebreak.sandbox.call.Call;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The Web API's methods, after the token was checked. Each answers what goes beside {@code "ok":true}. */
@Component
class SlackMethods {
    private final Workspace workspace;
    private final SlackHistory history;
    private final SlackJson messages;
    private final JsonMapper json;
    private final Ephemerals ephemerals;
    private final Views views;
    private final ChannelMethods channels;

    SlackMethods(
            Workspace workspace,
            SlackHistory history,
            SlackJson messages,
            Ephemerals ephemerals,
            Views views,
            ChannelMethods channels,
            JsonMapper json) {
        this.workspace = workspace;
        this.history = history;
        this.messages = messages;
        this.ephemerals = ephemerals;
        this.views = views;
        this.channels = channels;
        this.json = json;
    }

    ObjectNode answer(String method, SlackArguments arguments, Call call) {
        return switch (method) {
            case "auth.test" -> authTest();
            case "chat.postMessage" -> post(arguments, call);
            case "chat.update" -> update(arguments, call);
            case "chat.delete" -> delete(arguments, call);
            case "chat.postEphemeral" -> postEphemeral(arguments, call);
            case "conversations.history" -> history.history(arguments);
            case "conversations.replies" -> history.replies(arguments);
            case "conversations.list" -> channels();
            case "conversations.info" ->
                json.createObjectNode().set("channel", messages.channel(channel(arguments, false)));
            case "views.open" -> views.open(arguments);
            case "views.update" -> views.update(arguments);
            case "views.publish" -> views.publish(arguments);
            case "users.info" ->
                json.createObjectNode().set("user", messages.user(arguments.required("user", "user_not_found")));
            default -> channels.answer(method, arguments, call).orElseThrow(() -> new SlackProblem("unknown_method"));
        };
    }

    private ObjectNode authTest() {
        return json.createObjectNode()
                .put("url", "https://sandbox.slack.com/")
                .put("team", "Sandbox")
                .put("user", "firebreak")
                .put("team_id", Workspace.TEAM)
                .put("user_id", Workspace.BOT_USER)
                .put("bot_id", Workspace.BOT);
    }

    private ObjectNode post(SlackArguments arguments, Call call) {
        Channel channel = channel(arguments, true);
        Message draft = draft(arguments);
        Message posted = workspace.post(channel, draft);
        note(call, channel, posted);
        ObjectNode answer = json.createObjectNode().put("channel", channel.id()).put("ts", posted.ts());
        return answer.set("message", messages.message(posted, true));
    }

    private Message draft(SlackArguments arguments) {
        var blocks = arguments.structure("blocks", "invalid_blocks_format");
        blocks.ifPresent(BlockLimits::check);
        var text = arguments.text("text");
        if (text.isEmpty() && blocks.isEmpty()) {
            throw new SlackProblem("no_text");
        }
        return new Message(
                "",
                arguments.text("thread_ts").orElse(null),
                arguments.flag("reply_broadcast"),
                text.orElse(""),
                blocks.orElse(null),
                arguments.structure("metadata", "invalid_metadata_format").orElse(null),
                0);
    }

    private ObjectNode update(SlackArguments arguments, Call call) {
        Channel channel = channel(arguments, true);
        var blocks = arguments.structure("blocks", "invalid_blocks_format");
        blocks.ifPresent(BlockLimits::check);
        Message changed = workspace.update(
                channel,
                arguments.required("ts", "message_not_found"),
                arguments.text("text").orElse(null),
                blocks.orElse(null),
                arguments.structure("metadata", "invalid_metadata_format").orElse(null));
        note(call, channel, changed);
        ObjectNode answer = json.createObjectNode()
                .put("channel", channel.id())
                .put("ts", changed.ts())
                .put("text", changed.text());
        return answer.set("message", messages.message(changed, true));
    }

    private ObjectNode delete(SlackArguments arguments, Call call) {
        Channel channel = channel(arguments, true);
        String ts = arguments.required("ts", "message_not_found");
        workspace.delete(channel, ts);
        call.fact("ts", ts);
        return json.createObjectNode().put("channel", channel.id()).put("ts", ts);
    }

    private ObjectNode postEphemeral(SlackArguments arguments, Call call) {
        Channel channel = channel(arguments, true);
        String user = arguments.required("user", "user_not_in_channel");
        Message draft = draft(arguments);
        ephemerals.add(channel, user, draft.text());
        call.fact("user", user);
        return json.createObjectNode().put("message_ts", draft.ts());
    }

    private ObjectNode channels() {
        ArrayNode list = json.createArrayNode();
        workspace.channels().forEach(channel -> list.add(messages.channel(channel)));
        ObjectNode answer = json.createObjectNode();
        answer.set("channels", list);
        answer.putObject("response_metadata").put("next_cursor", "");
        return answer;
    }

    private Channel channel(SlackArguments arguments, boolean toWrite) {
        String reference = arguments.required("channel", "channel_not_found");
        return toWrite ? workspace.usable(reference) : workspace.readable(reference);
    }

    private static void note(Call call, Channel channel, Message message) {
        call.fact("channel", channel.name());
        call.fact("ts", message.ts());
        call.fact("thread", message.threadTs());
        if (message.metadata() != null) {
            call.fact(
                    "incident",
                    message.metadata()
                            .path("event_payload")
                            .path("incident")
                            .asStringOpt()
                            .orElse(null));
        }
    }
}
