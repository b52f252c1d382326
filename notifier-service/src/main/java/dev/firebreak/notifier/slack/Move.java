package dev.firebreak.notifier.slack;

import dev.firebreak.notifier.slack.card.Card;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What brings a card one step nearer to what it should be. */
sealed interface Move {
    /** @param inDoubtSince a post left then and may have arrived: look before posting again; null when none did */
    record Post(Card card, @Nullable Instant inDoubtSince) implements Move {}

    record Update(SlackMessages.Place place, Card card) implements Move {}

    record Reply(SlackMessages.Place place, Batch batch) implements Move {}

    /** It stands as it should already. */
    record Nothing() implements Move {}

    /** The card itself comes before its thread. */
    static Move next(CardRow row, Card wanted, Optional<Batch> due) {
        if (row.place().isEmpty()) {
            return new Post(wanted, row.postingSince());
        }
        SlackMessages.Place place = row.place().get();
        if (row.isCardDue() && !wanted.hash().equals(row.postedHash())) {
            return new Update(place, wanted);
        }
        if (row.isCardDue() || due.isEmpty()) {
            return new Nothing();
        }
        return new Reply(place, due.get());
    }
}
