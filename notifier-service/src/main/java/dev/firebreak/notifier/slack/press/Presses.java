package dev.firebreak.notifier.slack.press;

import dev.firebreak.model.Actor;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Assignee;
import dev.firebreak.notifier.command.CommandPublisher;
import dev.firebreak.notifier.slack.card.Buttons;
import dev.firebreak.notifier.slack.home.Homes;
import dev.firebreak.notifier.slack.modal.Modal;
import dev.firebreak.notifier.slack.modal.Modals;
import dev.firebreak.notifier.slack.notice.Samples;
import dev.firebreak.notifier.slack.people.SlackPeople;
import dev.firebreak.notifier.slack.people.Standing;
import dev.firebreak.notifier.subject.SubjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns presses into commands. Whoever may not, came too late or was not heard is told so, nobody else sees it. */
class Presses {
    private static final Logger LOG = LoggerFactory.getLogger(Presses.class);

    private final CommandPublisher commands;
    private final Modals modals;
    private final SlackPeople people;
    private final SubjectStore subjects;
    private final PrivateAnswers answers;
    private final Homes homes;
    private final ChecklistPresses checklists;
    private final Samples samples;
    private final InstantSource clock;
    private final MeterRegistry metrics;

    Presses(
            CommandPublisher commands,
            Modals modals,
            SlackPeople people,
            SubjectStore subjects,
            PrivateAnswers answers,
            Homes homes,
            ChecklistPresses checklists,
            Samples samples,
            InstantSource clock,
            MeterRegistry metrics) {
        this.commands = commands;
        this.modals = modals;
        this.people = people;
        this.subjects = subjects;
        this.answers = answers;
        this.homes = homes;
        this.checklists = checklists;
        this.samples = samples;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Returns when the broker has the command, or the person is being told that it has not. */
    void take(Press press) {
        switch (people.of(press.userId(), press.userName())) {
            case Standing.Stranger(Actor actor, String words) -> {
                leaveTrace(press, actor);
                refuse(press, "not-a-responder", words);
            }
            case Standing.Unknown(String words) -> refuse(press, "not-known", words);
            case Standing.Responder(Actor actor) ->
                press.modal().ifPresentOrElse(modal -> open(press, modal), () -> take(press, actor));
        }
    }

    /** Whose answer counts is decided where the question was asked, and that this one did not is written down there. */
    private void leaveTrace(Press press, Actor actor) {
        press.command(actor, () -> new Assignee(actor.name(), null), clock.instant())
                .filter(command -> command instanceof Command.ApproveStep || command instanceof Command.RejectStep)
                .flatMap(commands::publishNow)
                .ifPresent(
                        problem -> LOG.warn("a refused press of {} was not recorded: {}", press.actionId(), problem));
    }

    private void take(Press press, Actor actor) {
        if (ChecklistPresses.isOne(press)) {
            checklists
                    .take(press, actor)
                    .ifPresentOrElse(words -> refuse(press, "too-late", words), () -> count(press, "taken"));
            return;
        }
        if (press.actionId().equals(Buttons.SAMPLE)) {
            samples.send(press.userId(), press.pressedAt())
                    .subscribe(_ -> count(press, "taken"), failure -> notRecorded(press, failure.toString()));
            return;
        }
        press.command(actor, () -> people.assignee(press.userId(), actor.name()), clock.instant())
                .ifPresentOrElse(
                        command -> publish(press, command),
                        () -> refuse(
                                press,
                                "unknown-button",
                                "This button is from an older card and does nothing any more."));
    }

    /** Does not wait: the trigger runs out whether Slack is answered first or not. */
    private void open(Press press, Modal modal) {
        String about = press.incident().map(Object::toString).orElse("");
        count(press, "asks-more");
        modals.open(modal, press.trigger(), about)
                .subscribe(problem -> problem.ifPresent(_ -> answers.say(
                        press,
                        "Slack did not open the dialog. Press again, or type `/incident " + press.actionId()
                                + " …`.")));
    }

    private void publish(Press press, Command command) {
        commands.publishNow(command).ifPresentOrElse(problem -> notRecorded(press, problem), () -> {
            count(press, "taken");
            LOG.atInfo()
                    .addKeyValue("commandId", command.id())
                    .addKeyValue("actor", command.actor().id())
                    .log("pressed {}", press.actionId());
            remark(press, command);
            if (press.message().isEmpty()) {
                homes.showSoon(press.userId());
            }
        });
    }

    /** Whoever decides is asked all the same: what is known here may be a moment old. */
    private void remark(Press press, Command command) {
        press.incident()
                .ifPresent(incident -> subjects.load(incident)
                        .subscribe(
                                subject -> Remark.on(command, subject).ifPresent(words -> answers.say(press, words)),
                                failure -> LOG.debug("no remark on {}: {}", press, failure.toString())));
    }

    private void notRecorded(Press press, String reason) {
        LOG.warn("a press of {} was not recorded: {}", press.actionId(), reason);
        refuse(press, "not-recorded", "That was *not recorded*, please press again in a moment.");
    }

    private void refuse(Press press, String reason, String words) {
        count(press, reason);
        answers.say(press, words);
    }

    private void count(Press press, String outcome) {
        metrics.counter("firebreak.slack.presses", "outcome", outcome).increment();
        LOG.debug("{}: {}", press, outcome);
    }
}
