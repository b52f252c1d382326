package dev.firebreak.notifier.slack.slash;

import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.Origin;
import dev.firebreak.notifier.command.CommandIds;
import java.util.List;

/**
 * A slash command as Slack sends it.
 *
 * @param trigger Slack's id of this one use: tells it from the same words typed again
 */
public record Typed(String userId, String userName, String channelId, String text, String trigger) {
    EventId id() {
        return CommandIds.of("slash", userId, channelId, text, trigger);
    }

    Actor actor() {
        return new Actor("slack:" + userId, userName.isBlank() ? userId : userName, Origin.SLACK, List.of("responder"));
    }
}
