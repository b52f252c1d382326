package dev.firebreak.sandbox.slack;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Not thread-safe: the workspace guards it. Keeps the newest messages. */
final class Channel {
    enum State {
        OPEN,
        ABSENT,
        ARCHIVED,
        NOT_IN_CHANNEL
    }

    private static final int MOST = 5_000;

    private final String id;
    private final String name;
    private final Map<String, Message> messages = new LinkedHashMap<>();
    private final Set<String> people = new LinkedHashSet<>();
    private final Set<String> pinned = new LinkedHashSet<>();
    private State state = State.OPEN;

    Channel(String id, String name) {
        this.id = id;
        this.name = name;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    State state() {
        return state;
    }

    void become(State newState) {
        state = newState;
    }

    /** @return false when they were in it already */
    boolean join(String person) {
        return people.add(person);
    }

    /** @return false when it was already */
    boolean pin(String ts) {
        return pinned.add(ts);
    }

    void put(Message message) {
        messages.put(message.ts(), message);
        if (messages.size() > MOST) {
            messages.remove(messages.keySet().iterator().next());
        }
    }

    void remove(String ts) {
        messages.remove(ts);
    }

    Optional<Message> message(String ts) {
        return Optional.ofNullable(messages.get(ts));
    }

    /** Oldest first. */
    List<Message> messages() {
        return List.copyOf(messages.values());
    }
}
