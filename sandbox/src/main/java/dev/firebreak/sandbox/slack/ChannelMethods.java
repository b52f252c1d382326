package dev.firebreak.sandbox.slack;

import dev.firebreak.sandbox.call.Call;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Methods that make channels, fill them and put them away. */
@Component
class ChannelMethods {
    private static final String NAME = "[\\p{Ll}\\p{Lo}\\p{N}_-]{1,80}";

    private final Workspace workspace;
    private final SlackJson messages;
    private final JsonMapper json;

    ChannelMethods(Workspace workspace, SlackJson messages, JsonMapper json) {
        this.workspace = workspace;
        this.messages = messages;
        this.json = json;
    }

    /** Empty when it is none of them. */
    Optional<ObjectNode> answer(String method, SlackArguments arguments, Call call) {
        return switch (method) {
            case "conversations.create" -> Optional.of(create(arguments, call));
            case "conversations.invite" -> Optional.of(invite(arguments, call));
            case "conversations.archive" -> Optional.of(archive(arguments, call));
            case "pins.add" -> Optional.of(pin(arguments, call));
            default -> Optional.empty();
        };
    }

    private ObjectNode create(SlackArguments arguments, Call call) {
        String name = arguments.required("name", "invalid_name_required");
        if (!name.matches(NAME)) {
            throw new SlackProblem("invalid_name_specials");
        }
        Channel created = workspace.create(name);
        call.fact("channel", created.name());
        return json.createObjectNode().set("channel", messages.channel(created));
    }

    private ObjectNode invite(SlackArguments arguments, Call call) {
        Channel channel = usable(arguments, call);
        String user = arguments.required("users", "no_user");
        if (!user.matches("[UW][A-Z0-9]{2,30}")) {
            throw new SlackProblem("user_not_found");
        }
        if (!workspace.join(channel, user)) {
            throw new SlackProblem("already_in_channel");
        }
        call.fact("user", user);
        return json.createObjectNode().set("channel", messages.channel(channel));
    }

    private ObjectNode archive(SlackArguments arguments, Call call) {
        Channel channel = workspace.readable(arguments.required("channel", "channel_not_found"));
        if (channel.state() == Channel.State.ARCHIVED) {
            throw new SlackProblem("already_archived");
        }
        channel.become(Channel.State.ARCHIVED);
        call.fact("channel", channel.name());
        return json.createObjectNode();
    }

    private ObjectNode pin(SlackArguments arguments, Call call) {
        Channel channel = usable(arguments, call);
        String ts = arguments.required("timestamp", "bad_timestamp");
        if (!workspace.pin(channel, ts)) {
            throw new SlackProblem("already_pinned");
        }
        call.fact("ts", ts);
        return json.createObjectNode();
    }

    private Channel usable(SlackArguments arguments, Call call) {
        Channel channel = workspace.usable(arguments.required("channel", "channel_not_found"));
        call.fact("channel", channel.name());
        return channel;
    }
}
