package dev.firebreak.notifier.slack.press;

import dev.firebreak.model.command.Command;
import dev.firebreak.notifier.command.CommandPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns presses into commands. Whoever may not, came too late or was not heard is told so, nobody else sees it. */
class Presses {
    private static final Logger LOG = LoggerFactory.getLogger(Presses.class);

    private final CommandPublisher commands;
    private final PrivateAnswers answers;
    private final Set<String> responders;
    private final InstantSource clock;
    private final MeterRegistry metrics;

    Presses(
            CommandPublisher commands,
            PrivateAnswers answers,
            Set<String> responders,
            InstantSource clock,
            MeterRegistry metrics) {
        this.commands = commands;
        this.answers = answers;
        this.responders = Set.copyOf(responders);
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Returns when the broker has the command, or the person is being told that it has not. */
    void take(Press press) {
        if (!responders.contains(press.userId())) {
            refuse(
                    press,
                    "not-a-responder",
                    "You may not do this yet: add your Slack user id " + press.userId()
                            + " to the setting FIREBREAK_SLACK_RESPONDERS of notifier-service.");
            return;
        }
        press.command(clock.instant())
                .ifPresentOrElse(
                        command -> publish(press, command),
                        () -> refuse(
                                press,
                                "unknown-button",
                                "This button is from an older card and does nothing any more."));
    }

    private void publish(Press press, Command command) {
        commands.publishNow(command).ifPresentOrElse(problem -> notRecorded(press, problem), () -> {
            count(press, "taken");
            LOG.atInfo()
                    .addKeyValue("commandId", command.id())
                    .addKeyValue("actor", command.actor().id())
                    .log("pressed {}", press.actionId());
        });
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
