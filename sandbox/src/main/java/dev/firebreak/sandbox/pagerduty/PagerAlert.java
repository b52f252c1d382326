package dev.firebreak.sandbox.pagerduty;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One alert of one integration.
 *
 * @param routingKey its last four characters: the key is a secret
 * @param triggers how many trigger events were joined in it
 * @param level of the escalation policy that is called, from 1
 * @param assignee whom it was given to; null while the policy says whom it calls
 * @param notes what stands on its incident, the oldest first
 */
record PagerAlert(
        String routingKey,
        String dedupKey,
        String state,
        String severity,
        String summary,
        int triggers,
        Instant openedAt,
        Instant changedAt,
        JsonNode details,
        int level,
        @Nullable PagerUser assignee,
        List<PagerNote> notes) {
    /** Of the escalation policy. */
    static final int LEVELS = 3;

    static final String RESOLVED = "resolved";

    PagerAlert {
        notes = List.copyOf(notes);
    }

    /** Of its incident: a trigger after a resolve opens another one. */
    String incidentId() {
        int hash = Objects.hash(routingKey, dedupKey, openedAt);
        return "Q" + Integer.toUnsignedString(hash, 36).toUpperCase(Locale.ROOT);
    }

    /** Each integration has a service of its own. */
    String serviceId() {
        return "P" + routingKey.substring(1).toUpperCase(Locale.ROOT);
    }

    boolean isOpen() {
        return !state.equals(RESOLVED);
    }

    PagerAlert becomes(String newState, Instant now) {
        return new PagerAlert(
                routingKey,
                dedupKey,
                newState,
                severity,
                summary,
                triggers,
                openedAt,
                now,
                details,
                level,
                assignee,
                notes);
    }

    PagerAlert noted(PagerNote note) {
        List<PagerNote> more = Stream.concat(notes.stream(), Stream.of(note)).toList();
        return new PagerAlert(
                routingKey,
                dedupKey,
                state,
                severity,
                summary,
                triggers,
                openedAt,
                changedAt,
                details,
                level,
                assignee,
                more);
    }

    PagerAlert givenTo(PagerUser user, Instant now) {
        return called(level, user, now);
    }

    /** The policy says again whom it calls. */
    PagerAlert escalatedTo(int newLevel, Instant now) {
        return called(newLevel, null, now);
    }

    private PagerAlert called(int newLevel, @Nullable PagerUser user, Instant now) {
        return new PagerAlert(
                routingKey,
                dedupKey,
                state,
                severity,
                summary,
                triggers,
                openedAt,
                now,
                details,
                newLevel,
                user,
                notes);
    }

    /** Whom it calls. */
    PagerUser called() {
        return assignee == null ? PagerUser.named("Level " + level + " on call") : assignee;
    }

    PagerAlert triggeredAgain(Instant now) {
        return new PagerAlert(
                routingKey,
                dedupKey,
                state,
                severity,
                summary,
                triggers + 1,
                openedAt,
                now,
                details,
                level,
                assignee,
                notes);
    }
}
