package dev.firebreak.incident.deadletter;

import dev.firebreak.incident.api.BadRequestException;
import dev.firebreak.incident.api.Texts;
import dev.firebreak.incident.deadletter.DeadLetterController.ManyBody;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What a request asks for.
 *
 * @param before only letters with a smaller number
 */
record LetterQuery(LetterFilter filter, long before, int limit) {
    private static final Set<String> KNOWN = Set.of("state", "topic", "cause", "cursor", "limit");
    private static final int MOST = 200;
    private static final String ALL = "all";

    /** @throws BadRequestException naming the parameter that cannot be used */
    static LetterQuery of(MultiValueMap<String, String> query) {
        for (String name : query.keySet()) {
            if (!KNOWN.contains(name)) {
                throw new BadRequestException(
                        "no parameter '" + name + "'; known are " + String.join(", ", new TreeSet<>(KNOWN)));
            }
        }
        return new LetterQuery(
                new LetterFilter(
                        state(query.getFirst("state")),
                        Texts.optional(query.getFirst("topic"), "/topic"),
                        Texts.optional(query.getFirst("cause"), "/cause")),
                Texts.number("cursor", query.getFirst("cursor"), Long.MAX_VALUE, Long.MAX_VALUE),
                (int) Texts.number("limit", query.getFirst("limit"), 50, MOST));
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
