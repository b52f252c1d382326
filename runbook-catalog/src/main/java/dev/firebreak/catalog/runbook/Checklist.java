package dev.firebreak.catalog.runbook;

import dev.firebreak.model.incident.Receiver;
import java.time.ZoneId;
import java.util.List;

/**
 * What people go through again and again.
 *
 * @param schedule when it is posted: cron with five fields
 * @param post where: its items are ticked in Slack
 */
public record Checklist(
        String system,
        String name,
        String title,
        String file,
        String schedule,
        ZoneId timezone,
        List<Receiver.Slack> post,
        List<Item> items) {
    /** One line of it. */
    public sealed interface Item {
        String text();
    }

    /** Ticked by itself when the check succeeds. */
    public record CheckedItem(String text, String check, Parameters with) implements Item {}

    public record ManualItem(String text) implements Item {}

    public Checklist {
        post = List.copyOf(post);
        items = List.copyOf(items);
    }

    /** The items that are ticked by themselves. */
    public List<CheckedItem> checks() {
        return items.stream()
                .filter(CheckedItem.class::isInstance)
                .map(CheckedItem.class::cast)
                .toList();
    }
}
