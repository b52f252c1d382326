package dev.firebreak.notifier.message;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.Receiver;
import java.util.List;

/**
 * What goes to a receiver at once: one thing, or under a storm that several incidents opened for one service.
 *
 * @param items at least one, the worst first
 */
public record Bundle(List<Item> items) {
    public Bundle {
        items = List.copyOf(items);
        if (items.isEmpty()) {
            throw new IllegalArgumentException("a bundle of nothing");
        }
    }

    /** @param incident by the newest word on it */
    public record Item(Message message, Incident incident) {}

    public Item first() {
        return items.getFirst();
    }

    public boolean isDigest() {
        return items.size() > 1;
    }

    Receiver receiver() {
        return first().message().receiver();
    }

    List<Message> messages() {
        return items.stream().map(Item::message).toList();
    }
}
