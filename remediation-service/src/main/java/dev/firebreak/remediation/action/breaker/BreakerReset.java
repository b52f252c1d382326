package dev.firebreak.remediation.action.breaker;

import dev.firebreak.catalog.system.Target;
import dev.firebreak.catalog.type.Parameter;
import dev.firebreak.catalog.type.StepType;
import dev.firebreak.remediation.action.Action;
import dev.firebreak.remediation.action.Description;
import dev.firebreak.remediation.action.Dispatch;
import dev.firebreak.remediation.action.Guide;
import dev.firebreak.remediation.action.Observation;
import dev.firebreak.remediation.action.Outcome;
import dev.firebreak.remediation.outgoing.Answer;
import dev.firebreak.remediation.step.StepRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@code breaker.reset}: closes a breaker that stays open although what it protects is well again. */
@Component
class BreakerReset implements Action {
    private final Breakers breakers;

    BreakerReset(Breakers breakers) {
        this.breakers = breakers;
    }

    @Override
    public StepType declares() {
        return StepType.action("breaker.reset", Parameter.target(Target.Resilience4j.class, Target.AdminBreaker.class));
    }

    @Override
    public Guide guide() {
        return new Guide(
                "The breaker is closed: by the Resilience4j actuator, or by the team's own admin endpoint.",
                "One breaker of the one instance behind the address; its counts begin anew.",
                "A breaker that the target does not know is refused, for the actuator would create it.",
                "The breaker's state.",
                "Yes: closing a closed breaker changes nothing but its counts.");
    }

    /** To close a closed breaker changes nothing but its counts. */
    @Override
    public boolean isRepeatable(StepRequest request) {
        return true;
    }

    @Override
    public Mono<Description> describe(StepRequest request) {
        Target target = target(request);
        return breakers.read(target).map(reading -> switch (reading) {
            case Breakers.Reading.NotFound(String reason) -> new Description.Impossible(reason);
            case Breakers.Reading.Found found
            when found.isClosed() -> new Description.NotNeeded(Breakers.readable(target) + " is closed already");
            case Breakers.Reading.Found(String state) ->
                new Description.Ready(
                        Breakers.readable(target),
                        Breakers.key(target),
                        settled(state),
                        "closed",
                        null,
                        List.of(),
                        Map.of());
        });
    }

    @Override
    public Mono<Outcome> execute(StepRequest request, Description.Ready described, Dispatch dispatch) {
        return breakers.close(target(request), dispatch).map(answer -> switch (answer) {
            case Answer.Reply reply when reply.isSuccess() -> new Outcome.Applied("told to close");
            case Answer.Reply reply
            when reply.status() >= 500 -> new Outcome.Unknown("answered with status " + reply.status());
            case Answer.Reply reply -> new Outcome.Failed("refused with status " + reply.status());
            case Answer.NotSent(String reason) -> new Outcome.Failed(reason);
            case Answer.Lost(String reason) -> new Outcome.Unknown(reason);
        });
    }

    @Override
    public Mono<Observation> observe(StepRequest request, Description.Ready described, Instant dispatchedAt) {
        return breakers.read(target(request)).map(reading -> switch (reading) {
            case Breakers.Reading.NotFound(String reason) -> new Observation.Unclear(reason);
            case Breakers.Reading.Found found when found.isClosed() -> new Observation.Applied("it is closed");
            case Breakers.Reading.Found(String state) -> new Observation.NotApplied("it is " + state);
        });
    }

    /** An open breaker tries itself now and then: that must not change a plan that waits for approval. */
    private static String settled(String state) {
        return state.equals("half_open") ? "open" : state;
    }

    private static Target target(StepRequest request) {
        return request.arguments().target("target");
    }
}
