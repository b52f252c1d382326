package dev.firebreak.remediation.action.http;

import dev.firebreak.catalog.expression.Expectation;
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
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@code http.json}: says the JSON that it answers with what it should? */
@Component
class HttpJsonCheck implements Check {
    private static final int OUTPUT_ENTRIES = 50;
    private static final int OUTPUT_LENGTH = 500;

    private final Outside outside;
    private final TargetSecrets secrets;

    HttpJsonCheck(Outside outside, TargetSecrets secrets) {
        this.outside = outside;
        this.secrets = secrets;
    }

    @Override
    public StepType declares() {
        return StepType.check(
                        "http.json",
                        Parameter.target(Target.Http.class).orNone(),
                        Parameter.optional("url", ParameterKind.URL),
                        Parameter.optional("path", ParameterKind.TEXT),
                        Parameter.withDefault("method", ParameterKind.TEXT, "GET"),
                        Parameter.optional("body", ParameterKind.TEXT),
                        Parameter.withDefault("status", ParameterKind.INTEGERS, "200"),
                        Parameter.required("expect", ParameterKind.EXPECTATION),
                        Parameter.withDefault("timeout", ParameterKind.DURATION, "5s"))
                .withExactlyOneOf("target", "url");
    }

    @Override
    public String sees() {
        return "Whether the JSON of an answer is as expected; JSON-RPC with `method: POST` and `body`. Output: the answer's short values, as `body.status`.";
    }

    @Override
    public Mono<Finding> look(StepRequest request) {
        HttpLook look = HttpLook.of(request.arguments(), secrets);
        return outside.call(look.call()).map(answer -> switch (answer) {
            case Answer.Reply reply -> judge(request, Call.readable(look.call().uri()), reply);
            case Answer.NotSent(String reason) -> Finding.notOk(reason);
            case Answer.Lost(String reason) -> Finding.notOk(reason);
        });
    }

    private static Finding judge(StepRequest request, String place, Answer.Reply reply) {
        List<Integer> expected = request.arguments().integers("status");
        if (!expected.contains(reply.status())) {
            return Finding.notOk(place + " answers with status " + reply.status());
        }
        Object body = reply.json().orElse(null);
        if (body == null) {
            return Finding.notOk(place + " does not answer with JSON");
        }
        Expectation expectation = request.arguments().expectation("expect");
        boolean holds = expectation.holds(reply.status(), body);
        Map<String, String> output = new TreeMap<>();
        flatten("body", body, output);
        return new Finding(holds, place + ": " + expectation.source() + (holds ? " holds" : " does not hold"), output);
    }

    /** {@code body.status.indicator} and the like: what is short enough for later steps and people to read. */
    private static void flatten(String name, Object value, Map<String, String> output) {
        if (output.size() >= OUTPUT_ENTRIES) {
            return;
        }
        switch (value) {
            case Map<?, ?> map ->
                map.forEach((key, inner) -> {
                    if (inner != null) {
                        flatten(name + "." + key, inner, output);
                    }
                });
            case String text when text.length() <= OUTPUT_LENGTH -> output.put(name, text);
            case Number number -> output.put(name, number.toString());
            case Boolean flag -> output.put(name, flag.toString());
            default -> {} // lists and long texts are of no use to a condition
        }
    }
}
