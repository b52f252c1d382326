package dev.firebreak.notifier.slack;

import dev.firebreak.model.incident.IncidentId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A card as it stands.
 *
 * @param channel as the catalogue names it
 * @param channelId null until Slack has told
 * @param ts null until posted
 * @param postedHash of what stands there; null when not known
 * @param isCardDue something changed that it does not show yet; else its thread lacks lines
 * @param postingSince when a first post left whose answer is not known; null when there is none
 * @param fence grows with every claim: what an older claim learns is not written any more
 */
record CardRow(
        IncidentId incidentId,
        String receiver,
        String lane,
        String channel,
        @Nullable String channelId,
        @Nullable String ts,
        @Nullable String postedHash,
        boolean isCardDue,
        @Nullable Instant postingSince,
        int attempts,
        long fence) {

    CardRow claimed() {
        return new CardRow(
                incidentId,
                receiver,
                lane,
                channel,
                channelId,
                ts,
                postedHash,
                isCardDue,
                postingSince,
                attempts,
                fence + 1);
    }

    /** After one more try that brought nothing. To be asked for less is none, but the card waits all the same. */
    int failed(boolean isThrottled) {
        return isThrottled ? Math.max(1, attempts) : attempts + 1;
    }

    Optional<SlackMessages.Place> place() {
        return channelId == null || ts == null ? Optional.empty() : Optional.of(new SlackMessages.Place(channelId, ts));
    }
}
