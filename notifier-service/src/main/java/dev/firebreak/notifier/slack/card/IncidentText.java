package dev.firebreak.notifier.slack.card;

import dev.firebreak.model.incident.Incident;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An incident in a line, for answers to what people type. */
public final class IncidentText {
    private static final int TITLE = 120;

    private IncidentText() {}

    /** Such as {@code #12 app.example.com does not answer}. */
    public static String name(Incident incident) {
        return "*#" + incident.number() + "* " + Mrkdwn.text(incident.title(), TITLE);
    }

    public static String list(List<Incident> incidents) {
        List<String> lines = incidents.stream().map(IncidentText::line).toList();
        return Lines.joined(2800, lines);
    }

    /** What stands on its card in a few lines, for whoever is not where the card is. */
    public static String status(Incident incident) {
        String suspect = incident.suspect() == null
                ? ""
                : "\nSuspect: " + Mrkdwn.code(incident.suspect().id(), 80);
        String runbook = incident.runbook() == null
                ? "none"
                : Mrkdwn.text(incident.runbook().title(), TITLE);
        return line(incident) + "\n" + CardWords.impact(incident) + " · runbook: " + runbook + suspect;
    }

    private static String line(Incident incident) {
        @Nullable String name = incident.owner();
        String owner = name == null ? "nobody has it" : Mrkdwn.person(name) + " has it";
        return CardWords.sign(incident) + " " + name(incident) + " · " + Mrkdwn.text(incident.level(), 20) + " · "
                + Mrkdwn.text(incident.system() + "/" + incident.service(), 80) + " · "
                + CardWords.word(incident.state()) + ", " + owner + " · since " + Mrkdwn.time(incident.openedAt());
    }

    /** A runbook's title and the names of its steps, in order. */
    public static String runbook(String title, List<String> steps) {
        List<String> lines = new ArrayList<>();
        lines.add("*" + Mrkdwn.text(title, TITLE) + "*");
        steps.forEach(step -> lines.add("▫️ " + Mrkdwn.code(step, 80)));
        return Lines.joined(2800, lines);
    }

    /** Somebody by name, or as Slack shows them. */
    public static String person(String name) {
        return Mrkdwn.person(name);
    }

    /** What somebody typed, harmless. */
    public static String quoted(String typed) {
        return Mrkdwn.text(typed, 300);
    }
}
