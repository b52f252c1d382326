package dev.firebreak.notifier.slack.channel;

import dev.firebreak.model.incident.IncidentState;
import java.util.List;
import java.util.Optional;

/** What is to be done next for an incident's own channel. */
sealed interface Task {
    record Create(String name) implements Task {}

    record Introduce(String channelId) implements Task {}

    /** @param user one: Slack refuses all of several when it refuses one */
    record Invite(String channelId, String user) implements Task {}

    record TellPostmortem(String channelId) implements Task {}

    record Pin(String channelId, String ts) implements Task {}

    record Archive(String channelId) implements Task {}

    record Nothing() implements Task {}

    /** @param people Slack's ids of those who should be there */
    static Task next(IncidentChannel channel, List<String> people) {
        IncidentState state = channel.incident().state();
        if (channel.channelId() == null) {
            return state.isOpen() ? new Create(channel.name()) : new Nothing();
        }
        if (channel.archived()) {
            return new Nothing();
        }
        return state == IncidentState.CLOSED
                ? closing(channel, channel.channelId())
                : working(channel, channel.channelId(), state.isOpen() ? people : List.of());
    }

    private static Task closing(IncidentChannel channel, String id) {
        if (channel.postmortemTs() == null) {
            return new TellPostmortem(id);
        }
        return channel.pinned() ? new Archive(id) : new Pin(id, channel.postmortemTs());
    }

    private static Task working(IncidentChannel channel, String id, List<String> people) {
        if (!channel.introduced()) {
            return new Introduce(id);
        }
        Optional<String> missing = people.stream()
                .filter(person -> !channel.invited().contains(person))
                .findFirst();
        return missing.isPresent() ? new Invite(id, missing.get()) : new Nothing();
    }
}
