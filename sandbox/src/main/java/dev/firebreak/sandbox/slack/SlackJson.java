package dev.firebreak.sandbox.slack;

import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Objects as Slack writes them, and messages as the sandbox's own pages show them. */
@Component
class SlackJson {
    private final JsonMapper json;

    SlackJson(JsonMapper json) {
        this.json = json;
    }

    ObjectNode message(Message message, boolean withMetadata) {
        ObjectNode node = json.createObjectNode()
                .put("type", "message")
                .put("user", Workspace.BOT_USER)
                .put("bot_id", Workspace.BOT)
                .put("app_id", Workspace.APP)
                .put("team", Workspace.TEAM)
                .put("ts", message.ts())
                .put("text", message.text());
        if (message.threadTs() != null) {
            node.put("thread_ts", message.threadTs());
        }
        if (message.blocks() != null) {
            node.set("blocks", message.blocks());
        }
        if (withMetadata && message.metadata() != null) {
            node.set("metadata", message.metadata());
        }
        if (message.edited() > 0) {
            node.putObject("edited").put("user", Workspace.BOT).put("ts", message.ts());
        }
        return node;
    }

    ObjectNode channel(Channel channel) {
        return json.createObjectNode()
                .put("id", channel.id())
                .put("name", channel.name())
                .put("name_normalized", channel.name())
                .put("is_channel", true)
                .put("is_private", false)
                .put("is_archived", channel.state() == Channel.State.ARCHIVED)
                .put("is_member", channel.state() == Channel.State.OPEN);
    }

    /** Anyone whose id looks like a user's exists. */
    ObjectNode user(String id) {
        if (!id.matches("[UW][0-9A-Z]+")) {
            throw new SlackProblem("user_not_found");
        }
        ObjectNode user = json.createObjectNode()
                .put("id", id)
                .put("team_id", Workspace.TEAM)
                .put("name", Person.handle(id))
                .put("real_name", Person.name(id))
                .put("is_bot", id.equals(Workspace.BOT_USER))
                .put("deleted", false);
        user.putObject("profile")
                .put("email", Person.handle(id) + "@sandbox.example")
                .put("real_name", Person.name(id))
                .put("display_name", Person.handle(id));
        return user;
    }

    /** What people and tests look at: the message as it stands, with its buttons and answers. */
    ObjectNode view(Message message, List<Message> replies, List<Ephemerals.Note> notes) {
        ObjectNode node = json.createObjectNode().put("ts", message.ts()).put("text", message.text());
        node.set("blocks", message.blocks());
        node.set("metadata", message.metadata());
        node.put("edited", message.edited());
        ArrayNode buttons = node.putArray("buttons");
        message.buttons()
                .forEach(button -> buttons.addObject()
                        .put("action_id", button.actionId())
                        .put("value", button.value())
                        .put("text", button.text()));
        ArrayNode answers = node.putArray("replies");
        replies.forEach(reply -> answers.add(view(reply, List.of(), List.of())));
        ArrayNode ephemeral = node.putArray("ephemeral");
        notes.forEach(note -> ephemeral.addObject().put("user", note.user()).put("text", note.text()));
        return node;
    }
}
