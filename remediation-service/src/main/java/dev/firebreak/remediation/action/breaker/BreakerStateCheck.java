package dev.firebreak.remediation.action.breaker;

import dev.firebreak.catalog.system.Target;
import dev.firebreak.catalog.type.Parameter;
import dev.firebreak.catalog.type.ParameterKind;
import dev.firebreak.catalog.type.StepType;
import dev.firebreak.remediation.check.Check;
import dev.firebreak.remediation.check.Finding;
import dev.firebreak.remediation.step.StepRequest;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@code breaker.state}: is it closed (or whatever {@code is} says)? */
@Component
class BreakerStateCheck implements Check {
    private final Breakers breakers;

    BreakerStateCheck(Breakers breakers) {
        this.breakers = breakers;
    }

    @Override
    public StepType declares() {
        return StepType.check(
                "breaker.state",
                Parameter.target(Target.Resilience4j.class, Target.AdminBreaker.class),
                Parameter.withDefault("is", ParameterKind.TEXT, "closed"));
    }

    @Override
    public String sees() {
        return "Whether a breaker is in a state. Output: `state`.";
    }

    @Override
    public Mono<Finding> look(StepRequest request) {
        Target target = request.arguments().target("target");
        String wanted = request.arguments().text("is");
        return breakers.read(target).map(reading -> switch (reading) {
            case Breakers.Reading.NotFound(String reason) -> Finding.notOk(reason);
            case Breakers.Reading.Found(String state) ->
                new Finding(
                        state.equalsIgnoreCase(wanted),
                        Breakers.readable(target) + " is " + state,
                        Map.of("state", state));
        });
    }
}
