package dev.firebreak.notifier.slack.channel;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.notifier.slack.card.IncidentText;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What is said in an incident's own channel. */
class ChannelWords {
    private final @Nullable URI console;

    /** @param console where people see the console; null leaves its links out */
    ChannelWords(@Nullable URI console) {
        this.console = console;
    }

    String introduction(IncidentChannel channel) {
        String card = channel.cardChannel() == null
                ? ""
                : "\nIts card, with the buttons, is in <#" + channel.cardChannel() + ">.";
        return IncidentText.status(channel.incident()) + card + link("\nAll about it: ", "/incidents/", channel, "");
    }

    String postmortem(IncidentChannel channel) {
        Incident incident = channel.incident();
        String reason = channel.closedWith() == null || channel.closedWith().isBlank()
                ? ""
                : ": " + IncidentText.quoted(channel.closedWith());
        return IncidentText.name(incident) + " is closed" + reason
                + link("\nPost-mortem: ", "/incidents/", channel, "/postmortem");
    }

    private String link(String before, String folder, IncidentChannel channel, String page) {
        return console == null
                ? ""
                : before + console.resolve(folder + channel.incident().id() + page);
    }
}
