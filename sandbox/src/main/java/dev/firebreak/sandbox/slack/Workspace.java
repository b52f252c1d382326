package dev.firebreak.sandbox.slack;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The workspace's channels and messages. A channel is made when its name or id is first used. */
@Component
class Workspace {
    static final String TEAM = "T0SANDBOX";
    static final String BOT_USER = "U0FIREBREAK";
    static final String BOT = "B0FIREBREAK";
    static final String APP = "A0FIREBREAK";

    private static final int MOST_CHANNELS = 500;

    private final InstantSource clock;
    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private long lastMicros;

    Workspace(InstantSource clock) {
        this.clock = clock;
    }

    /** The draft's {@code ts} is replaced. */
    synchronized Message post(Channel channel, Message draft) {
        var message = new Message(
                nextTs(), draft.threadTs(), draft.broadcast(), draft.text(), draft.blocks(), draft.metadata(), 0);
        channel.put(message);
        return message;
    }

    synchronized Message update(
            Channel channel, String ts, @Nullable String text, @Nullable JsonNode blocks, @Nullable JsonNode metadata) {
        Message changed = message(channel, ts).changed(text, blocks, metadata);
        channel.put(changed);
        return changed;
    }

    synchronized void delete(Channel channel, String ts) {
        channel.remove(message(channel, ts).ts());
    }

    private static Message message(Channel channel, String ts) {
        return channel.message(ts).orElseThrow(() -> new SlackProblem("message_not_found"));
    }

    /** By id, by name, or by name with {@code #}; one that may be written to. */
    Channel usable(String reference) {
        Channel channel = readable(reference);
        return switch (channel.state()) {
            case OPEN -> channel;
            case ARCHIVED -> throw new SlackProblem("is_archived");
            case NOT_IN_CHANNEL -> throw new SlackProblem("not_in_channel");
            case ABSENT -> throw new SlackProblem("channel_not_found");
        };
    }

    Channel readable(String reference) {
        Channel channel = channel(reference);
        if (channel.state() == Channel.State.ABSENT) {
            throw new SlackProblem("channel_not_found");
        }
        return channel;
    }

    synchronized Channel channel(String reference) {
        String name = ChannelName.of(reference).orElseThrow(() -> new SlackProblem("channel_not_found"));
        if (!channels.containsKey(name) && channels.size() >= MOST_CHANNELS) {
            throw new SlackProblem("channel_not_found");
        }
        return channels.computeIfAbsent(name, added -> new Channel(ChannelName.id(added), added));
    }

    /** A new one of that name. */
    synchronized Channel create(String name) {
        if (channels.containsKey(name)) {
            throw new SlackProblem("name_taken");
        }
        return channel(name);
    }

    /** @return false when the person is in it already */
    synchronized boolean join(Channel channel, String person) {
        return channel.join(person);
    }

    /** @return false when the message is pinned already */
    synchronized boolean pin(Channel channel, String ts) {
        return channel.pin(message(channel, ts).ts());
    }

    synchronized List<Channel> channels() {
        return channels.values().stream()
                .filter(channel -> channel.state() != Channel.State.ABSENT)
                .toList();
    }

    /** Oldest first. */
    synchronized List<Message> messages(Channel channel) {
        return channel.messages();
    }

    synchronized Optional<Message> find(Channel channel, String ts) {
        return channel.message(ts);
    }

    private String nextTs() {
        var now = clock.instant();
        lastMicros = Math.max(lastMicros + 1, now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000);
        return "%d.%06d".formatted(lastMicros / 1_000_000, lastMicros % 1_000_000);
    }
}
