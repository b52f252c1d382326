package dev.firebreak.sandbox.slack;

import org.jspecify.annotations.Nullable;

/**
 * Which button, and who presses it.
 *
 * @param action the button's action id, or its beginning or end
 * @param channel null means any channel
 * @param ts null means the newest message that fits
 * @param incident null means about any incident
 * @param user null means the usual responder
 */
record PressRequest(
        @Nullable String action,
        @Nullable String channel,
        @Nullable String ts,
        @Nullable String incident,
        @Nullable String user) {
    String wantedAction() {
        if (action == null || action.isBlank()) {
            throw new IllegalArgumentException("'action' is missing: approve, reject, acknowledge, resolve, …");
        }
        return action;
    }

    String person() {
        return user == null || user.isBlank() ? Person.RESPONDER : user;
    }

    boolean fits(Message message) {
        return (ts == null || ts.equals(message.ts())) && (incident == null || message.isAbout(incident));
    }
}
