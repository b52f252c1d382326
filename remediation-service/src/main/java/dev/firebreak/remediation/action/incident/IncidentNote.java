package dev.firebreak.remediation.action.incident;

import dev.firebreak.catalog.type.Parameter;
import dev.firebreak.catalog.type.ParameterKind;
import dev.firebreak.catalog.type.StepType;
import dev.firebreak.model.command.Command;
import dev.firebreak.remediation.action.Action;
import dev.firebreak.remediation.action.Description;
import dev.firebreak.remediation.action.Dispatch;
import dev.firebreak.remediation.action.Guide;
import dev.firebreak.remediation.action.Observation;
import dev.firebreak.remediation.action.Outcome;
import dev.firebreak.remediation.step.StepRequest;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@code incident.note}: words in the incident's timeline and its thread. */
@Component
class IncidentNote implements Action {
    private final Orders orders;

    IncidentNote(Orders orders) {
        this.orders = orders;
    }

    @Override
    public StepType declares() {
        return StepType.action("incident.note", Parameter.required("text", ParameterKind.TEXT))
                .withNothingToVerify();
    }

    @Override
    public Guide guide() {
        return new Guide(
                "The incident's timeline has the text, and whoever is told of the incident reads it.",
                "The incident that the runbook runs for.",
                "1 to 4000 characters.",
                "Our own log, from which it goes to Kafka.",
                "Yes: it has an id, by which incident-service drops a repeat.");
    }

    @Override
    public boolean isRepeatable(StepRequest request) {
        return true;
    }

    @Override
    public Mono<Description> describe(StepRequest request) {
        String text = request.arguments().text("text");
        if (text.isBlank() || text.length() > 4000) {
            return Mono.just(new Description.Impossible("a note has 1 to 4000 characters"));
        }
        return Mono.just(new Description.Ready(
                "incident #" + request.incident().number(),
                "incident:" + request.incident().id() + "/note",
                null,
                "noted: " + text,
                null,
                List.of(),
                Orders.planned()));
    }

    @Override
    public Mono<Outcome> execute(StepRequest request, Description.Ready described, Dispatch dispatch) {
        String text = request.arguments().text("text");
        return orders.send(
                (id, actor, at, incident) -> new Command.AddNote(id, actor, at, incident, text),
                request.incident().id(),
                described,
                dispatch);
    }

    @Override
    public Mono<Observation> observe(StepRequest request, Description.Ready described, Instant dispatchedAt) {
        return orders.observe(described);
    }
}
