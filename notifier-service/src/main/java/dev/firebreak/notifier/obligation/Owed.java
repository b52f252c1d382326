package dev.firebreak.notifier.obligation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is still to be told something, for people to read.
 *
 * @param transition what there is to tell, such as {@code opened}
 * @param state {@code waiting}, {@code sending}, or {@code refused} by the receiver
 * @param since when it happened
 * @param deadline by when it should have been told
 * @param nextTryAt not before; null while it is being sent, and when it was refused: that is tried every few minutes
 * @param reason why it was not told the last time; null when it was not tried yet
 */
record Owed(
        UUID id,
        UUID incident,
        String transition,
        String receiver,
        String vendor,
        String state,
        Instant since,
        Instant deadline,
        int attempts,
        @Nullable Instant nextTryAt,
        @Nullable String reason) {

    /** @param more there are others after these */
    record Part(List<Owed> items, boolean more) {
        Part {
            items = List.copyOf(items);
        }
    }
}
