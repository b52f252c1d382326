package dev.firebreak.sandbox.slack;

import org.jspecify.annotations.Nullable;

/**
 * What somebody types.
 *
 * @param command null means {@code /incident}
 * @param channel null means {@code #incidents}
 * @param user null means the usual responder
 */
record Typed(
        @Nullable String command,
        @Nullable String text,
        @Nullable String channel,
        @Nullable String user) {
    String slash() {
        return command == null || command.isBlank() ? "/incident" : command;
    }

    String words() {
        return text == null ? "" : text;
    }

    String where() {
        return channel == null || channel.isBlank() ? "#incidents" : channel;
    }

    String person() {
        return user == null || user.isBlank() ? Person.RESPONDER : user;
    }
}
