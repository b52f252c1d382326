package dev.firebreak.notifier.slack.notice;

import dev.firebreak.notifier.slack.SlackMessages.Place;
import dev.firebreak.notifier.slack.card.Card;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message, claimed.
 *
 * @param version of what it should show now
 * @param channelId null until Slack has told
 * @param ts null until posted
 * @param postingSince when a first post left whose answer is not known; null when there is none
 * @param fence grows with every claim: what an older claim learns is not written any more
 */
record Notice(
        UUID id,
        String channel,
        Card card,
        long version,
        @Nullable String channelId,
        @Nullable String ts,
        @Nullable Instant postingSince,
        int attempts,
        long fence) {
    Optional<Place> place() {
        return channelId == null || ts == null ? Optional.empty() : Optional.of(new Place(channelId, ts));
    }
}
