package dev.firebreak.remediation.action.http;

import dev.firebreak.catalog.system.Target;
import dev.firebreak.catalog.type.Parameter;
import dev.firebreak.catalog.type.ParameterKind;
import dev.firebreak.catalog.type.StepType;
import dev.firebreak.remediation.action.TargetSecrets;
import dev.firebreak.remediation.check.Check;
import dev.firebreak.remediation.check.Finding;
import dev.firebreak.remediation.outgoing.Answer;
import dev.firebreak.remediation.outgoing.Call;
import dev.firebreak.remediation.outgoing.Outside;
import dev.firebreak.remediation.step.StepRequest;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@code http.status}: answers it with the status that it should? */
@Component
class HttpStatusCheck implements Check {
    private final Outside outside;
    private final TargetSecrets secrets;

    HttpStatusCheck(Outside outside, TargetSecrets secrets) {
        this.outside = outside;
        this.secrets = secrets;
    }

    @Override
    public StepType declares() {
        return StepType.check(
                        "http.status",
                        Parameter.target(Target.Http.class).orNone(),
                        Parameter.optional("url", ParameterKind.URL),
                        Parameter.optional("path", ParameterKind.TEXT),
                        Parameter.withDefault("method", ParameterKind.TEXT, "GET"),
                        Parameter.withDefault("status", ParameterKind.INTEGERS, "200"),
                        Parameter.withDefault("timeout", ParameterKind.DURATION, "5s"))
                .withExactlyOneOf("target", "url");
    }

    @Override
    public String sees() {
        return "Whether an answer has one of the statuses. Output: `status`.";
    }

    @Override
    public Mono<Finding> look(StepRequest request) {
        HttpLook look = HttpLook.of(request.arguments(), secrets);
        List<Integer> expected = request.arguments().integers("status");
        return outside.call(look.call()).map(answer -> switch (answer) {
            case Answer.Reply reply ->
                new Finding(
                        expected.contains(reply.status()),
                        Call.readable(look.call().uri()) + " answers with status " + reply.status(),
                        Map.of("status", String.valueOf(reply.status())));
            case Answer.NotSent(String reason) -> Finding.notOk(reason);
            case Answer.Lost(String reason) -> Finding.notOk(reason);
        });
    }
}
