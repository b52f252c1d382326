package dev.firebreak.notifier.slack.channel;

import dev.firebreak.model.incident.Incident;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has been done in an incident's own channel so far.
 *
 * @param incident by the newest word on it
 * @param owner the actor who acknowledged it; null when nobody did
 * @param cardChannel id of a channel in which its card stands; null while it stands nowhere
 * @param channelId null until it is made
 * @param invited Slack's ids of people, also those whom Slack refused
 * @param closedWith what was said when the incident was closed; null before
 * @param postmortemTs of the message about the post-mortem; null until it is there
 * @param attempts in a row that failed
 * @param changes of the incident until now
 */
record IncidentChannel(
        Incident incident,
        @Nullable String owner,
        @Nullable String cardChannel,
        String name,
        @Nullable String channelId,
        boolean introduced,
        Set<String> invited,
        @Nullable String closedWith,
        @Nullable String postmortemTs,
        boolean pinned,
        boolean archived,
        int attempts,
        long changes) {
    /** Slack takes 80. */
    private static final int SERVICE = 40;

    IncidentChannel {
        invited = Set.copyOf(invited);
    }

    /** With the end of its id: numbers begin anew with another database, names in Slack do not. */
    static String nameOf(Incident incident) {
        String service = incident.service()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String id = incident.id().toString();
        return "inc-" + incident.number() + "-" + service.substring(0, Math.min(SERVICE, service.length())) + "-"
                + id.substring(id.length() - 4);
    }
}
