package dev.firebreak.sandbox.pagerduty;

import org.jspecify.annotations.Nullable;

/**
 * What a responder does in PagerDuty.
 *
 * @param does acknowledge, resolve, reopen, escalate, reassign or note
 * @param incident its deduplication key; null means the newest
 * @param text of a note, or to whom it is reassigned: a name, or an address of PagerDuty's account
 * @param user null means the usual responder
 */
record PagerPerson(
        String does,
        @Nullable String incident,
        @Nullable String text,
        @Nullable String user) {
    String name() {
        return user == null || user.isBlank() ? "Robin Responder" : user;
    }

    String words() {
        return text == null || text.isBlank() ? "looking" : text;
    }
}
