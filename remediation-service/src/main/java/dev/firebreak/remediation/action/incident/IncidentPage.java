package dev.firebreak.remediation.action.incident;

import dev.firebreak.catalog.type.Parameter;
import dev.firebreak.catalog.type.ParameterKind;
import dev.firebreak.catalog.type.StepType;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.remediation.action.Action;
import dev.firebreak.remediation.action.Description;
import dev.firebreak.remediation.action.Dispatch;
import dev.firebreak.remediation.action.Guide;
import dev.firebreak.remediation.action.Observation;
import dev.firebreak.remediation.action.Outcome;
import dev.firebreak.remediation.step.StepRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@code incident.page}: calls somebody now, whatever the escalation policy's times are. */
@Component
class IncidentPage implements Action {
    private final Orders orders;

    IncidentPage(Orders orders) {
        this.orders = orders;
    }

    @Override
    public StepType declares() {
        return StepType.action(
                        "incident.page",
                        Parameter.required("receiver", ParameterKind.RECEIVER),
                        Parameter.optional("message", ParameterKind.TEXT))
                .withNothingToVerify();
    }

    @Override
    public Guide guide() {
        return new Guide(
                "The receiver is told of the incident at once, and of all that comes of it.",
                "One receiver of the incident's system, such as a PagerDuty service or a Slack channel.",
                "Only while the incident is open. That it was told is notifier-service's to prove, like each call.",
                "Our own log, from which it goes to Kafka.",
                "Yes: it has an id, by which incident-service drops a repeat.");
    }

    @Override
    public boolean isRepeatable(StepRequest request) {
        return true;
    }

    @Override
    public Mono<Description> describe(StepRequest request) {
        Receiver receiver = request.arguments().receiver("receiver");
        if (!request.incident().state().isOpen()) {
            return Mono.just(new Description.NotNeeded("the incident is resolved"));
        }
        return Mono.just(new Description.Ready(
                "incident #" + request.incident().number() + ", receiver '" + receiver.name() + "'",
                "incident:" + request.incident().id() + "/page/" + receiver.name(),
                null,
                "called"
                        + request.arguments()
                                .findText("message")
                                .map(it -> ": " + it)
                                .orElse(""),
                null,
                List.of(),
                Orders.planned()));
    }

    @Override
    public Mono<Outcome> execute(StepRequest request, Description.Ready described, Dispatch dispatch) {
        Receiver receiver = request.arguments().receiver("receiver");
        @Nullable String message = request.arguments().findText("message").orElse(null);
        return orders.send(
                (id, actor, at, incident) -> new Command.PageReceiver(id, actor, at, incident, receiver, message),
                request.incident().id(),
                described,
                dispatch);
    }

    @Override
    public Mono<Observation> observe(StepRequest request, Description.Ready described, Instant dispatchedAt) {
        return orders.observe(described);
    }
}
