package dev.firebreak.notifier.slack.slash;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.model.Actor;
import dev.firebreak.model.Severity;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.notifier.command.CommandPublisher;
import dev.firebreak.notifier.inbound.UnavailableException;
import dev.firebreak.notifier.inbound.WhilePersonWaits;
import dev.firebreak.notifier.slack.card.IncidentText;
import dev.firebreak.notifier.slack.modal.Declaration;
import dev.firebreak.notifier.slack.modal.Modal;
import dev.firebreak.notifier.slack.modal.Modals;
import dev.firebreak.notifier.slack.notice.Samples;
import dev.firebreak.notifier.slack.people.SlackPeople;
import dev.firebreak.notifier.slack.people.Standing;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Answers what people type, privately, and turns it into commands. Runs on a thread of its own, within Slack's 3 s. */
public class SlashCommands {
    private static final Logger LOG = LoggerFactory.getLogger(SlashCommands.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration SLACK = Duration.ofSeconds(2);

    private static final String HELP = """
                        *What you can say*
                        `/incident declare` · asks what is broken; `/incident declare web "checkout is down"` asks nothing
                        `/incident list` · open incidents
                        `/incident status #12` · where it stands
                        `/incident acknowledge #12 "on it"` · you take it
                        `/incident assign #12 @kim "my shift is over"` · hands it over; `/incident assign #12 me` takes it over
                        `/incident resolve #12 "cache warmed"` · it is over
                        `/incident reopen #12 "it is back"`
                        `/incident escalate #12 "need the database team"` · calls whomever the policy names next
                        `/incident page #12 on-call "please look"` · calls one receiver of its system
                        `/incident note #12 "cache was cold"`
                        `/incident runbook #12` · what it says; `/incident runbook #12 run` carries it out once more
                        `/incident silence #12 2h "disks are being changed"` · holds such alerts back
                        `/incident automation pause|resume [system:shop] "why"`
                        `/incident sample` · sends you one of each message; nothing happens and nobody is called
                        Without a number: the incident whose card is in this channel, or the only open one.""";

    private final CommandPublisher commands;
    private final OpenIncidents incidents;
    private final SlackPeople people;
    private final Modals modals;
    private final Supplier<Catalog> catalog;
    private final Samples samples;
    private final InstantSource clock;
    private final MeterRegistry metrics;

    SlashCommands(
            CommandPublisher commands,
            OpenIncidents incidents,
            SlackPeople people,
            Modals modals,
            Supplier<Catalog> catalog,
            Samples samples,
            InstantSource clock,
            MeterRegistry metrics) {
        this.commands = commands;
        this.incidents = incidents;
        this.people = people;
        this.modals = modals;
        this.catalog = catalog;
        this.samples = samples;
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
                case Slash.Sample() -> asResponder(typed, _ -> sample(typed));
                case Slash.Declare(String words) -> asResponder(typed, actor -> declare(typed, words, actor));
                case Slash.Automation automation -> asResponder(typed, actor -> automation(typed, automation, actor));
            };
        } catch (UnavailableException e) {
            LOG.warn("a slash command could not be answered: {}", e.toString());
            return "I cannot reach our own database just now. Please try again in a moment.";
        }
    }

    private String sample(Typed typed) {
        int many = WhilePersonWaits.get(samples.send(typed.userId(), typed.id().toString()), PATIENCE)
                .orElse(0);
        return many
                + " samples are on their way to your messages with this app. Nothing happened, and nobody was called.";
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
        Wish wish = Wish.of(about, incident, catalog.get(), people::assignee);
        return switch (wish) {
            case Wish.Told(String words) -> words;
            case Wish.Asked asked ->
                asResponder(
                        typed,
                        actor -> publish(
                                asked.command().of(typed.id(), actor, clock.instant()),
                                asked.done() + IncidentText.name(incident) + "."));
        };
    }

    private String declare(Typed typed, String words, Actor actor) {
        String[] parts = words.split("\\s+", 2);
        String title = Slash.unquoted(parts.length == 2 ? parts[1] : "");
        return Declaration.place(parts[0], catalog.get())
                .filter(_ -> !title.isEmpty() && title.length() <= Declaration.LONGEST_TITLE)
                .map(place -> new Declaration(
                        title, place.system().name(), place.service().name(), Severity.CRITICAL, ""))
                .map(declaration -> recorded(
                        commands.publishNow(declaration.alert(typed.id(), actor, clock.instant())),
                        "declared",
                        typed.id().toString(),
                        actor,
                        "Declared for *" + IncidentText.quoted(declaration.system() + "/" + declaration.service())
                                + "*: its card comes where that system's incidents are told."))
                .orElseGet(() -> openDeclaration(typed, Slash.unquoted(words)));
    }

    private String openDeclaration(Typed typed, String title) {
        boolean isOpen = WhilePersonWaits.get(modals.open(Modal.DECLARE, typed.trigger(), title), SLACK)
                .filter(Optional::isEmpty)
                .isPresent();
        return isOpen
                ? "Tell me in the dialog."
                : "Slack did not open the dialog. Type it: `/incident declare SERVICE \"what is broken\"`.";
    }

    private String automation(Typed typed, Slash.Automation automation, Actor actor) {
        var now = clock.instant();
        Command command = automation.isPause()
                ? new Command.PauseAutomation(typed.id(), actor, now, automation.scope(), automation.reason())
                : new Command.ResumeAutomation(typed.id(), actor, now, automation.scope(), automation.reason());
        return publish(
                command,
                (automation.isPause() ? "Pausing automation: `" : "Resuming automation: `")
                        + IncidentText.quoted(automation.scope()) + "`.");
    }

    private String asResponder(Typed typed, Function<Actor, String> work) {
        return switch (people.of(typed.userId(), typed.userName())) {
            case Standing.Stranger(var _, String words) -> {
                count("not-a-responder");
                yield words;
            }
            case Standing.Unknown(String words) -> {
                count("not-known");
                yield words;
            }
            case Standing.Responder(Actor actor) -> work.apply(actor);
        };
    }

    private String publish(Command command, String done) {
        return recorded(
                commands.publishNow(command),
                command.getClass().getSimpleName(),
                command.id().toString(),
                command.actor(),
                done);
    }

    private String recorded(Optional<String> problem, String what, String id, Actor actor, String done) {
        if (problem.isPresent()) {
            count("not-recorded");
            LOG.warn("a slash command was not recorded: {}", problem.get());
            return "That was *not recorded*, please say it again in a moment.";
        }
        count("taken");
        LOG.atInfo()
                .addKeyValue("commandId", id)
                .addKeyValue("actor", actor.id())
                .log("typed {}", what);
        return done;
    }

    private void count(String outcome) {
        metrics.counter("firebreak.slack.typed", "outcome", outcome).increment();
    }

    private static List<Incident> get(Mono<List<Incident>> found) {
        return WhilePersonWaits.get(found, PATIENCE).orElse(List.of());
    }
}
