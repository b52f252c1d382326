package dev.firebreak.notifier.slack.checklist;

import dev.firebreak.notifier.command.CommandIds;
import dev.firebreak.notifier.slack.card.ChecklistRenderer;
import java.util.List;
import java.util.UUID;

/**
 * A posted list as it stands.
 *
 * @param channels where it stands, as the catalogue names them
 */
record Post(UUID id, String system, String name, List<String> channels, ChecklistRenderer.View view) {
    Post {
        channels = List.copyOf(channels);
    }

    /** Its message in the channel, the same for ever. */
    UUID notice(String channel) {
        return CommandIds.of("checklist", id.toString(), channel).value();
    }
}
