package dev.firebreak.cli;

import java.util.UUID;

/** People say "incident 12"; the API may know ids as well as numbers. */
final class IncidentNumbers {
    private IncidentNumbers() {}

    static String path(Api api, String given) {
        String id = given.startsWith("#") ? given.substring(1) : given;
        if (!id.matches("[0-9]{1,18}") && !isId(id)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "'" + Terminal.plain(given)
                            + "' is neither an incident's number nor its id; see `firebreak list` at " + api.base());
        }
        return "/api/incidents/" + id;
    }

    private static boolean isId(String text) {
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
