package dev.firebreak.notifier.slack.modal;

import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.model.view.View;
import dev.firebreak.catalog.Catalog;
import dev.firebreak.notifier.command.CommandPublisher;
import dev.firebreak.notifier.delivery.Outcome;
import dev.firebreak.notifier.slack.SlackClient;
import dev.firebreak.notifier.slack.people.SlackPeople;
import dev.firebreak.notifier.slack.people.Standing;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Opens dialogs and takes what was filled in. */
public class Modals {
    private static final Logger LOG = LoggerFactory.getLogger(Modals.class);

    private final SlackClient slack;
    private final SlackPeople people;
    private final CommandPublisher commands;
    private final Supplier<Catalog> catalog;
    private final InstantSource clock;
    private final MeterRegistry metrics;

    public Modals(
            SlackClient slack,
            SlackPeople people,
            CommandPublisher commands,
            Supplier<Catalog> catalog,
            InstantSource clock,
            MeterRegistry metrics) {
        this.slack = slack;
        this.people = people;
        this.commands = commands;
        this.catalog = catalog;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * Within the three seconds that Slack's trigger lives.
     *
     * @param about the incident's id; for a declaration what its title begins as
     * @return why it is not open; empty when it is
     */
    public Mono<Optional<String>> open(Modal modal, String trigger, String about) {
        View view = ModalViews.of(modal, about, catalog.get());
        return slack.call(
                        client ->
                                client.viewsOpen(open -> open.triggerId(trigger).view(view)),
                        _ -> modal)
                .map(outcome -> switch (outcome) {
                    case Outcome.Delivered<Modal> _ -> Optional.<String>empty();
                    case Outcome.Later<Modal> later -> Optional.of(later.reason());
                    case Outcome.Refused<Modal>(String reason) -> Optional.of(reason);
                })
                .doOnNext(problem -> {
                    count(modal.callbackId(), problem.isEmpty() ? "opened" : "not-opened");
                    problem.ifPresent(it -> LOG.warn("the dialog {} did not open: {}", modal, it));
                });
    }

    /** @return what is wrong, by field; empty when it was taken and the dialog may close */
    public Map<String, String> submit(ViewSubmissionPayload payload) {
        Filled filled = Filled.of(payload);
        Map<String, String> problems = switch (people.of(filled.userId(), filled.userName())) {
            case Standing.Stranger(var _, String words) -> Map.of(firstField(filled), words);
            case Standing.Unknown(String words) -> Map.of(firstField(filled), words);
            case Standing.Responder(var actor) ->
                take(filled, Submission.of(filled, actor, clock.instant(), catalog.get()));
        };
        count(filled.callbackId(), problems.isEmpty() ? "taken" : "kept-open");
        return problems;
    }

    private Map<String, String> take(Filled filled, Submission submission) {
        return switch (submission) {
            case Submission.Ask(var command) -> recorded(filled, commands.publishNow(command));
            case Submission.Declare(var signal) -> recorded(filled, commands.publishNow(signal));
            case Submission.Invalid(var errors) -> errors;
            case Submission.Unknown() -> {
                LOG.info("a dialog {} is none of ours", filled.callbackId());
                yield Map.of();
            }
        };
    }

    private static Map<String, String> recorded(Filled filled, Optional<String> problem) {
        problem.ifPresent(it -> LOG.warn("a dialog {} was not recorded: {}", filled.callbackId(), it));
        return problem.isEmpty()
                ? Map.of()
                : Map.of(firstField(filled), "That was not recorded, please send it again in a moment.");
    }

    private static String firstField(Filled filled) {
        return Modal.of(filled.callbackId()).filter(Modal.DECLARE::equals).isPresent()
                ? ModalViews.TITLE
                : ModalViews.TEXT;
    }

    private void count(String modal, String outcome) {
        metrics.counter("firebreak.slack.modals", "modal", modal, "outcome", outcome)
                .increment();
    }
}
