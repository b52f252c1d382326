package dev.firebreak.incident.deadletter;

import dev.firebreak.incident.api.BadRequestException;
import dev.firebreak.incident.api.Texts;
import dev.firebreak.incident.deadletter.DeadLetterController.ManyBody;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for.
 *
 * @param before only letters with a smaller number
 */
record LetterQuery(LetterFilter filter, long before, int limit) {
    private static final int MOST = 200;
    private static final String ALL = "all";

    /** @throws BadRequestException naming the parameter that cannot be used */
    static LetterQuery of(
            @Nullable String state,
            @Nullable String topic,
            @Nullable String cause,
            @Nullable String cursor,
            @Nullable String limit) {
        return new LetterQuery(
                new LetterFilter(state(state), Texts.optional(topic, "/topic"), Texts.optional(cause, "/cause")),
                Texts.number("cursor", cursor, Long.MAX_VALUE, Long.MAX_VALUE),
                (int) Texts.number("limit", limit, 50, MOST));
    }

    /** Open letters only: one that was replayed is replayed again by its id. */
    static LetterFilter of(ManyBody body) {
        @Nullable String topic = Texts.optional(body.topic(), "/topic");
        @Nullable String cause = Texts.optional(body.cause(), "/cause");
        if (topic == null && cause == null && !Boolean.TRUE.equals(body.all())) {
            throw new BadRequestException(
                    "say which letters are meant: topic, cause, or \"all\": true for each that is open", "");
        }
        return new LetterFilter(LetterState.OPEN, topic, cause);
    }

    /** Without a word those that wait for somebody. */
    private static @Nullable LetterState state(@Nullable String word) {
        if (ALL.equals(word)) {
            return null;
        }
        try {
            return word == null ? LetterState.OPEN : LetterState.parse(word);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException("no state '" + word + "'; known are open, replayed, discarded, all");
        }
    }
}
