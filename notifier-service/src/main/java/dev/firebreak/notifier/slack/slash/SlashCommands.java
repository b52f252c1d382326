package dev.firebreak.notifier.slack.slash;

import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.notifier.command.CommandPublisher;
import dev.firebreak.notifier.slack.card.IncidentText;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Answers what people type, privately, and turns it into commands. Runs on a thread of its own, within Slack's 3 s. */
public class SlashCommands {
    private static final Logger LOG = LoggerFactory.getLogger(SlashCommands.class);
    private static final Duration DATABASE = Duration.ofSeconds(1);

    private static final String HELP = """
            *What you can say*
            `/incident list` · open incidents
            `/incident status #12` · where it stands
            `/incident acknowledge #12 "on it"` · you take it
            `/incident resolve #12 "cache warmed"` · it is over
            `/incident reopen #12 "it is back"`
            `/incident escalate #12 "need the database team"` · calls everybody whom the policy keeps for later; `page` is the same
            `/incident note #12 "cache was cold"`
            `/incident automation pause|resume [system:shop] "why"`
            Without a number: the incident whose card is in this channel, or the only open one.""";

    private final CommandPublisher commands;
    private final OpenIncidents incidents;
    private final Set<String> responders;
    private final InstantSource clock;
    private final MeterRegistry metrics;

    SlashCommands(
            CommandPublisher commands,
            OpenIncidents incidents,
            Set<String> responders,
            InstantSource clock,
            MeterRegistry metrics) {
        this.commands = commands;
        this.incidents = incidents;
        this.responders = Set.copyOf(responders);
        this.clock = clock;
        this.metrics = metrics;
    }

    /** @return mrkdwn, for the one who typed it */
    public String answer(Typed typed) {
        try {
            return switch (Slash.parse(typed.text())) {
                case Slash.Help() -> HELP;
                case Slash.NotUnderstood(String problem) -> problem;
                case Slash.ListOpen() -> list();
                case Slash.About about -> about(typed, about);
                case Slash.Automation automation -> automation(typed, automation);
            };
        } catch (UnavailableException e) {
            LOG.warn("a slash command could not be answered: {}", e.toString());
            return "I cannot reach our own database just now. Please try again in a moment.";
        }
    }

    private String list() {
        List<Incident> open = get(incidents.open());
        return open.isEmpty() ? "Nothing is open. 🎉" : IncidentText.list(open);
    }

    private String about(Typed typed, Slash.About about) {
        List<Incident> meant = get(
                about.number().isPresent()
                        ? incidents.numbered(about.number().getAsLong())
                        : incidents.near(typed.channelId()));
        if (meant.isEmpty()) {
            return about.number().isPresent()
                    ? "There is no incident #" + about.number().getAsLong() + ". `/incident list` shows the open ones."
                    : "Nothing is open.";
        }
        if (meant.size() > 1) {
            return "Which one? Say its number, such as `/incident "
                    + about.verb().name().toLowerCase(Locale.ROOT) + " #"
                    + meant.getFirst().number() + "`.\n" + IncidentText.list(meant);
        }
        Incident incident = meant.getFirst();
        return about.verb() == Slash.Verb.STATUS ? IncidentText.status(incident) : ask(typed, about, incident);
    }

    private String ask(Typed typed, Slash.About about, Incident incident) {
        @Nullable String said = about.text().isEmpty() ? null : about.text();
        var id = incident.id();
        var now = clock.instant();
        Command command = switch (about.verb()) {
            case ACKNOWLEDGE -> new Command.AcknowledgeIncident(typed.id(), typed.actor(), now, id, said);
            case RESOLVE -> new Command.ResolveIncident(typed.id(), typed.actor(), now, id, said);
            case REOPEN -> new Command.ReopenIncident(typed.id(), typed.actor(), now, id, said);
            case ESCALATE -> new Command.EscalateIncident(typed.id(), typed.actor(), now, id, said);
            case NOTE -> new Command.AddNote(typed.id(), typed.actor(), now, id, about.text());
            case STATUS -> throw new IllegalArgumentException("a status is only read");
        };
        return publish(typed, command, done(about.verb()) + IncidentText.name(incident) + ".");
    }

    private static String done(Slash.Verb verb) {
        return switch (verb) {
            case ACKNOWLEDGE -> "You take ";
            case RESOLVE -> "You say that it is over: ";
            case REOPEN -> "You reopen ";
            case ESCALATE -> "Calling everybody for ";
            case NOTE -> "Noted on ";
            case STATUS -> "";
        };
    }

    private String automation(Typed typed, Slash.Automation automation) {
        var now = clock.instant();
        Command command = automation.isPause()
                ? new Command.PauseAutomation(typed.id(), typed.actor(), now, automation.scope(), automation.reason())
                : new Command.ResumeAutomation(typed.id(), typed.actor(), now, automation.scope(), automation.reason());
        return publish(
                typed,
                command,
                (automation.isPause() ? "Pausing automation: `" : "Resuming automation: `")
                        + IncidentText.quoted(automation.scope()) + "`.");
    }

    private String publish(Typed typed, Command command, String done) {
        if (!responders.contains(typed.userId())) {
            count("not-a-responder");
            return "You may not do this yet: add your Slack user id " + typed.userId()
                    + " to the setting FIREBREAK_SLACK_RESPONDERS of notifier-service.";
        }
        return commands.publishNow(command)
                .map(problem -> {
                    count("not-recorded");
                    LOG.warn("a slash command was not recorded: {}", problem);
                    return "That was *not recorded*, please say it again in a moment.";
                })
                .orElseGet(() -> {
                    count("taken");
                    LOG.atInfo()
                            .addKeyValue("commandId", command.id())
                            .addKeyValue("actor", command.actor().id())
                            .log("typed {}", command.getClass().getSimpleName());
                    return done;
                });
    }

    private void count(String outcome) {
        metrics.counter("firebreak.slack.typed", "outcome", outcome).increment();
    }

    private static <T> T get(Mono<T> mono) {
        try {
            return mono.toFuture().get(DATABASE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("stopping", e);
        } catch (TimeoutException | ExecutionException e) {
            throw new UnavailableException("the database does not answer", e);
        }
    }

    private static final class UnavailableException extends RuntimeException {
        UnavailableException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
