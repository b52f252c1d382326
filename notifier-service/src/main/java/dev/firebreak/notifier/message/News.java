package dev.firebreak.notifier.message;

import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Deployment;
import dev.firebreak.model.incident.Incident;
import java.net.URI;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a message says, in plain words that no vendor's markup has touched: whoever renders it escapes all of it.
 *
 * @param headline what happened to what, in one line
 * @param subject what the incident is, the same for all its messages
 * @param said what somebody said with it; null when nobody did
 * @param facts what there is to know, in order
 * @param link the incident in the console; null when nobody said where the console is
 * @param isOver true once nothing need be done
 */
public record News(
        String headline,
        String subject,
        @Nullable String said,
        List<Fact> facts,
        @Nullable URI link,
        Severity severity,
        boolean isOver) {
    /** Each incident of a bundle is named; more would not fit into one message of Discord. */
    static final int NAMED = 25;

    private static final int LINE = 300;

    public News {
        facts = List.copyOf(facts);
    }

    /** @param label a word or two */
    public record Fact(String label, String text) {}

    public static News of(Bundle bundle, @Nullable URI console) {
        return bundle.isDigest() ? digest(bundle, console) : one(bundle.first(), console);
    }

    private static News one(Bundle.Item item, @Nullable URI console) {
        Incident incident = item.incident();
        return new News(
                verb(item.message()) + ": " + title(incident),
                "[" + incident.level() + "] #" + incident.number() + " " + Text.line(incident.title(), LINE),
                Text.lineOrNull(item.message().words(), 2000),
                facts(incident),
                page(console, "/incidents/" + incident.id()),
                incident.severity(),
                !incident.state().isOpen());
    }

    /** Under a storm: each incident is named, in one message. */
    private static News digest(Bundle bundle, @Nullable URI console) {
        if (bundle.first().message().isHeldOver()) {
            return heldOver(bundle, console);
        }
        Incident worst = bundle.first().incident();
        String headline = bundle.items().size() + " incidents on " + worst.service() + " (" + worst.system() + ")";
        List<Fact> named = bundle.items().stream()
                .map(item -> new Fact("#" + item.incident().number(), title(item.incident())))
                .toList();
        return new News(headline, headline, null, named, page(console, "/incidents"), worst.severity(), false);
    }

    /** What happened while the receiver was left in peace: each incident as it stands now. */
    private static News heldOver(Bundle bundle, @Nullable URI console) {
        List<Incident> incidents =
                bundle.items().stream().map(Bundle.Item::incident).distinct().toList();
        String headline =
                "While it was quiet: " + incidents.size() + (incidents.size() == 1 ? " incident" : " incidents");
        List<Fact> named = incidents.stream()
                .map(incident -> new Fact(
                        "#" + incident.number(),
                        // What became of it comes first: a long title may be cut off.
                        incident.state().name().toLowerCase(Locale.ROOT) + " · " + title(incident) + " · "
                                + incident.service() + ", since "
                                + incident.openedAt().truncatedTo(ChronoUnit.MINUTES)))
                .toList();
        return new News(
                headline,
                headline,
                null,
                named,
                page(console, "/incidents"),
                incidents.getFirst().severity(),
                incidents.stream().noneMatch(incident -> incident.state().isOpen()));
    }

    private static String verb(Message message) {
        return switch (message.transition().kind()) {
            case OPENED -> "New incident";
            case ESCALATED -> "Escalated";
            case APPROVAL_REQUESTED -> "Approval wanted";
            case ACKNOWLEDGED -> "Acknowledged";
            case MITIGATED -> "Mitigated";
            case RESOLVED -> "Resolved";
            case REOPENED -> "Reopened";
            case NOTED -> "Note";
            case ASSIGNED -> "Handed over";
            case NEXT_LEVEL -> "Next level";
            case UNDELIVERED -> "Nobody may have heard of this";
        };
    }

    private static String title(Incident incident) {
        return "[" + incident.level() + "] " + Text.line(incident.title(), LINE);
    }

    private static List<Fact> facts(Incident incident) {
        List<Fact> facts = new ArrayList<>();
        facts.add(
                new Fact("Incident", "#" + incident.number() + " on " + incident.service() + ", " + incident.system()));
        facts.add(new Fact(
                "Level",
                incident.level() + " " + incident.levelTitle() + " ("
                        + incident.severity().word() + ")"));
        facts.add(new Fact("Since", incident.openedAt().toString()));
        facts.add(new Fact("Alerts", incident.firingCount() + " firing, " + incident.alertCount() + " received"));
        add(facts, "Acknowledged by", incident.acknowledgedBy());
        add(
                facts,
                "Handed over to",
                incident.assignedTo() == null ? null : incident.assignedTo().name());
        add(facts, "Resolved by", incident.resolvedBy());
        add(
                facts,
                "Runbook",
                incident.runbook() == null ? null : incident.runbook().title());
        add(facts, "Suspect deployment", deployment(incident.suspect()));
        add(facts, "Description", incident.trigger().description());
        return facts;
    }

    private static void add(List<Fact> facts, String label, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            facts.add(new Fact(label, Text.line(text, LINE)));
        }
    }

    private static @Nullable String deployment(@Nullable Deployment it) {
        return it == null ? null : it.id() + (it.commitMessage() == null ? "" : " \"" + it.commitMessage() + "\"");
    }

    private static @Nullable URI page(@Nullable URI console, String path) {
        return console == null ? null : console.resolve(path);
    }
}
