package dev.firebreak.remediation.action.breaker;

import dev.firebreak.catalog.system.Target;
import dev.firebreak.remediation.check.Check;
import dev.firebreak.remediation.check.Finding;
import dev.firebreak.remediation.step.StepRequest;
import java.util.Map;
import java.util.Set;
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
    public String type() {
        return "breaker.state";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("target", "is");
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
