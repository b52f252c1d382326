package dev.firebreak.notifier.slack.slash;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.runbook.Runbook;
import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.RunbookRef;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Assignee;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.notifier.slack.card.IncidentText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What was typed about an incident, in the light of that incident. */
sealed interface Wish {
    /** @param done what is answered once it is recorded, before the incident's name */
    record Asked(Making command, String done) implements Wish {}

    /** Only read, or what is missing. */
    record Told(String words) implements Wish {}

    /** A command that lacks who and when. */
    interface Making {
        Command of(EventId id, Actor actor, Instant now);
    }

    Pattern LASTING = Pattern.compile("([0-9]{1,4})\\s*(m|min|h|d)(?:\\s+(.*))?", Pattern.DOTALL);
    Pattern FIRST = Pattern.compile("(\\S+)(?:\\s+(.*))?", Pattern.DOTALL);

    /** As whom somebody of Slack's has an incident; a blank name for the one that Slack has of them. */
    interface Roster {
        Assignee of(String userId, String name);
    }

    static Wish of(Slash.About about, Incident incident, Catalog catalog, Roster people) {
        @Nullable String said = about.text().isEmpty() ? null : about.text();
        IncidentId id = incident.id();
        return switch (about.verb()) {
            case ACKNOWLEDGE ->
                new Asked((by, who, now) -> new Command.AcknowledgeIncident(by, who, now, id, said), "You take ");
            case ASSIGN -> assign(about.text(), incident, people);
            case RESOLVE ->
                new Asked(
                        (by, who, now) -> new Command.ResolveIncident(by, who, now, id, said),
                        "You say that it is over: ");
            case REOPEN ->
                new Asked((by, who, now) -> new Command.ReopenIncident(by, who, now, id, said), "You reopen ");
            case ESCALATE ->
                new Asked(
                        (by, who, now) -> new Command.EscalateIncident(by, who, now, id, said),
                        "Calling the next ones for ");
            case NOTE -> new Asked((by, who, now) -> new Command.AddNote(by, who, now, id, about.text()), "Noted on ");
            case STATUS -> new Told(IncidentText.status(incident));
            case PAGE -> page(about.text(), incident, catalog);
            case RUNBOOK -> runbook(about.text(), incident, catalog);
            case SILENCE -> silence(about.text(), incident);
        };
    }

    private static Wish assign(String text, Incident incident, Roster people) {
        Optional<Mention> mention = Mention.first(text);
        if (mention.isPresent()) {
            return handOver(
                    incident,
                    _ -> people.of(mention.get().userId(), ""),
                    mention.get().rest());
        }
        Matcher words = FIRST.matcher(text);
        if (!words.matches() || text.length() > Assignee.LONGEST) {
            return new Told(
                    "To whom? `/incident assign #" + incident.number() + " @kim \"my shift is over\"`, or `me`.");
        }
        String rest = words.group(2) == null ? "" : words.group(2);
        if (words.group(1).equals("me")) {
            return handOver(incident, actor -> people.of(userId(actor), actor.name()), rest);
        }
        // Slack does not say who that is: then it is a name, of several words unless it has an at sign
        boolean isHandle = words.group(1).startsWith("@") && words.group(1).length() > 1;
        Assignee named = new Assignee(isHandle ? words.group(1).substring(1) : text, null);
        return handOver(incident, _ -> named, isHandle ? rest : "");
    }

    private static Wish handOver(Incident incident, Function<Actor, Assignee> to, String said) {
        String words = Slash.unquoted(Mention.readable(said));
        @Nullable String note = words.isEmpty() ? null : words;
        return new Asked(
                (by, who, now) -> new Command.AssignIncident(by, who, now, incident.id(), to.apply(who), note),
                "Handing over ");
    }

    private static String userId(Actor actor) {
        return actor.id().substring(actor.id().indexOf(':') + 1);
    }

    private static Wish page(String text, Incident incident, Catalog catalog) {
        Map<String, Receiver> known = catalog.system(incident.system())
                .map(system -> system.receivers())
                .orElse(Map.of());
        Matcher words = FIRST.matcher(text);
        @Nullable Receiver receiver = words.matches() ? known.get(words.group(1)) : null;
        if (receiver == null) {
            return new Told("Whom? `/incident page #" + incident.number() + " RECEIVER \"please look\"`, one of: "
                    + IncidentText.quoted(String.join(", ", known.keySet())));
        }
        String rest = words.group(2) == null ? "" : Slash.unquoted(words.group(2));
        @Nullable String message = rest.isEmpty() ? null : rest;
        return new Asked(
                (by, who, now) -> new Command.PageReceiver(by, who, now, incident.id(), receiver, message),
                "Calling " + IncidentText.quoted(receiver.name()) + " for ");
    }

    private static Wish runbook(String text, Incident incident, Catalog catalog) {
        Matcher words = FIRST.matcher(text);
        RunbookRef own = incident.runbook();
        if (!words.matches() || !words.group(1).equals("run")) {
            return new Told(
                    own == null
                            ? "No runbook matches " + IncidentText.name(incident) + "."
                            : catalog.runbook(own)
                                    .map(runbook ->
                                            IncidentText.runbook(runbook.ref().title(), lines(runbook)))
                                    .orElse("The catalogue has no runbook " + IncidentText.quoted(own.name())
                                            + " any more."));
        }
        @Nullable String name = words.group(2) == null ? null : Slash.unquoted(words.group(2));
        if (name == null && own == null) {
            return new Told("No runbook matches " + IncidentText.name(incident) + ": say which one to run.");
        }
        if (name != null && catalog.runbook(incident.system(), name).isEmpty()) {
            return new Told("The system " + IncidentText.quoted(incident.system()) + " has no runbook "
                    + IncidentText.quoted(name) + ".");
        }
        return new Asked(
                (by, who, now) -> new Command.RunRunbook(by, who, now, incident.id(), name), "Running it for ");
    }

    private static List<String> lines(Runbook runbook) {
        return runbook.steps().stream().map(step -> step.id()).toList();
    }

    private static Wish silence(String text, Incident incident) {
        Matcher words = LASTING.matcher(text);
        Optional<Duration> lasts = words.matches() ? lasting(words.group(1), words.group(2)) : Optional.empty();
        String reason = lasts.isPresent() && words.group(3) != null ? Slash.unquoted(words.group(3)) : "";
        if (lasts.isEmpty() || reason.isEmpty()) {
            return new Told("For how long, and why? `/incident silence #" + incident.number()
                    + " 2h \"disks are being changed\"`; from 1m to 30d.");
        }
        return new Asked(
                (by, who, now) ->
                        new Command.SilenceIncident(by, who, now, incident.id(), null, now.plus(lasts.get()), reason),
                "Silencing what opened ");
    }

    private static Optional<Duration> lasting(String count, String unit) {
        long many = Long.parseLong(count);
        Duration lasts = switch (unit) {
            case "h" -> Duration.ofHours(many);
            case "d" -> Duration.ofDays(many);
            default -> Duration.ofMinutes(many);
        };
        return lasts.isPositive() && lasts.compareTo(Duration.ofDays(30)) <= 0 ? Optional.of(lasts) : Optional.empty();
    }
}
