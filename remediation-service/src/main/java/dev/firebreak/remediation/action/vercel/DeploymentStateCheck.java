package dev.firebreak.remediation.action.vercel;

import dev.firebreak.catalog.system.Target;
import dev.firebreak.catalog.type.Parameter;
import dev.firebreak.catalog.type.ParameterKind;
import dev.firebreak.catalog.type.StepType;
import dev.firebreak.remediation.check.Check;
import dev.firebreak.remediation.check.Finding;
import dev.firebreak.remediation.step.StepRequest;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@code deployment.state}: is a deployment ready (or whatever {@code is} says)? */
@Component
class DeploymentStateCheck implements Check {
    private final VercelApi vercel;

    DeploymentStateCheck(VercelApi vercel) {
        this.vercel = vercel;
    }

    @Override
    public StepType declares() {
        return StepType.check(
                "deployment.state",
                Parameter.target(Target.Vercel.class),
                Parameter.required("deployment", ParameterKind.TEXT),
                Parameter.withDefault("is", ParameterKind.TEXT, "ready"));
    }

    @Override
    public String sees() {
        return "Whether a deployment, by id or URL, is in a state: queued, building, ready, error, canceled. Output: `state`.";
    }

    @Override
    public Mono<Finding> look(StepRequest request) {
        Target.Vercel target = request.arguments().target("target", Target.Vercel.class);
        String deployment = request.arguments().text("deployment");
        String wanted = request.arguments().text("is");
        return vercel.deploymentState(target, deployment).map(read -> switch (read) {
            case VercelApi.Read.Failed<String>(String reason) -> Finding.notOk(reason);
            case VercelApi.Read.Value<String>(String state) -> {
                String word = state.toLowerCase(Locale.ROOT);
                yield new Finding(
                        word.equals(wanted.toLowerCase(Locale.ROOT)),
                        "deployment " + deployment + " is " + word,
                        Map.of("state", word));
            }
        });
    }
}
