package dev.firebreak.notifier.slack;

import dev.firebreak.notifier.slack.card.ThreadLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lines that go into the thread as one message.
 *
 * @param sendingSince when it was first sent without an answer; null when it never was
 */
record Batch(UUID id, List<Entry> entries, @Nullable Instant sendingSince) {
    /** Slack <a href="https://docs.slack.dev/changelog/2018-truncating-really-long-messages">advises 4,000</a>. */
    private static final int LONGEST = 3900;

    Batch {
        entries = List.copyOf(entries);
    }

    /** A line of one fact. */
    record Entry(UUID factId, ThreadLine line) {}

    /** The first lines that fit into one message, in order. At least one: a line alone is always short enough. */
    static Batch of(UUID id, List<Entry> due) {
        List<Entry> taken = new ArrayList<>();
        int length = 0;
        for (Entry entry : due) {
            length += entry.line().text().length() + 1;
            if (length > LONGEST && !taken.isEmpty()) {
                break;
            }
            taken.add(entry);
        }
        return new Batch(id, taken, null);
    }

    String text() {
        return String.join(
                "\n", entries.stream().map(entry -> entry.line().text()).toList());
    }

    boolean isBroadcast() {
        return entries.stream().anyMatch(entry -> entry.line().broadcast());
    }

    List<UUID> factIds() {
        return entries.stream().map(Entry::factId).toList();
    }
}
