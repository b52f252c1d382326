package dev.firebreak.notifier.slack.slash;

import dev.firebreak.model.EventId;
import dev.firebreak.notifier.command.CommandIds;

/**
 * A slash command as Slack sends it.
 *
 * @param trigger Slack's id of this one use: tells it from the same words typed again
 */
public record Typed(String userId, String userName, String channelId, String text, String trigger) {
    EventId id() {
        return CommandIds.of("slash", userId, channelId, text, trigger);
    }
}
