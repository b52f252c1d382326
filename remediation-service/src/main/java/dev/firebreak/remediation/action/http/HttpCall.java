package dev.firebreak.remediation.action.http;

import dev.firebreak.catalog.system.Target;
import dev.firebreak.catalog.type.Parameter;
import dev.firebreak.catalog.type.ParameterKind;
import dev.firebreak.catalog.type.StepType;
import dev.firebreak.remediation.action.Action;
import dev.firebreak.remediation.action.Description;
import dev.firebreak.remediation.action.Dispatch;
import dev.firebreak.remediation.action.Guide;
import dev.firebreak.remediation.action.Observation;
import dev.firebreak.remediation.action.Outcome;
import dev.firebreak.remediation.action.TargetSecrets;
import dev.firebreak.remediation.outgoing.Answer;
import dev.firebreak.remediation.outgoing.Call;
import dev.firebreak.remediation.outgoing.Outside;
import dev.firebreak.remediation.step.HttpPlace;
import dev.firebreak.remediation.step.StepRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@code http.call}: calls an endpoint of a named target, such as an admin endpoint. What it did only the probe tells. */
@Component
class HttpCall implements Action {
    private static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "PUT", "DELETE"); // RFC 9110, 9.2.2

    private final Outside outside;
    private final TargetSecrets secrets;

    HttpCall(Outside outside, TargetSecrets secrets) {
        this.outside = outside;
        this.secrets = secrets;
    }

    @Override
    public StepType declares() {
        return StepType.action(
                "http.call",
                Parameter.target(Target.Http.class),
                Parameter.optional("path", ParameterKind.TEXT),
                Parameter.withDefault("method", ParameterKind.TEXT, "POST"),
                Parameter.optional("body", ParameterKind.TEXT),
                Parameter.optional("headers", ParameterKind.TEXTS),
                Parameter.withDefault("status", ParameterKind.INTEGERS, "200,201,202,204"),
                Parameter.withDefault("timeout", ParameterKind.DURATION, "10s"));
    }

    @Override
    public Guide guide() {
        return new Guide(
                "One request was answered with one of the statuses. The attempt's key is sent as `Idempotency-Key`.",
                "One endpoint below a target that the catalogue names: admin endpoints, dead-letter retries, stuck jobs, forced reconnects.",
                "Named targets only, no redirect followed, at most 1 MiB read, private addresses only where FIREBREAK_EGRESS_NETWORKS allows.",
                "Not at all: a lost answer becomes a person's to judge, unless the method may be repeated.",
                "Yes with GET, HEAD, PUT and DELETE, no with any other method.");
    }

    @Override
    public boolean isRepeatable(StepRequest request) {
        return REPEATABLE.contains(method(request));
    }

    @Override
    public Duration timeout(StepRequest request) {
        return request.arguments().duration("timeout");
    }

    /** There is nothing to wait for: it leaves no trace. */
    @Override
    public Confirmation confirmation() {
        return new Confirmation(Duration.ZERO, Duration.ofSeconds(1));
    }

    @Override
    public Mono<Description> describe(StepRequest request) {
        HttpPlace place = HttpPlace.of(request.arguments());
        String called = method(request) + " " + Call.readable(place.uri());
        return Mono.just(secrets.missing(place.tokenSecret())
                .<Description>map(Description.Impossible::new)
                .orElseGet(() -> new Description.Ready(
                        called,
                        "http:" + called,
                        null,
                        "answered with " + either(request.arguments().integers("status")),
                        null,
                        request.arguments()
                                .findText("body")
                                .map(body -> List.of("sends: " + body))
                                .orElse(List.of()),
                        Map.of())));
    }

    @Override
    public Mono<Outcome> execute(StepRequest request, Description.Ready described, Dispatch dispatch) {
        HttpPlace place = HttpPlace.of(request.arguments());
        List<Integer> expected = request.arguments().integers("status");
        Map<String, String> headers = new HashMap<>(request.arguments().texts("headers"));
        headers.put("Idempotency-Key", dispatch.idempotencyKey());
        Call call = Call.change(
                        method(request),
                        place.uri(),
                        request.arguments().findText("body").orElse(null),
                        secrets.find(place.tokenSecret()).orElse(null),
                        dispatch.timeout(),
                        dispatch.deadline())
                .withHeaders(headers);
        return outside.call(call).map(answer -> judge(answer, expected));
    }

    @Override
    public Mono<Observation> observe(StepRequest request, Description.Ready described, Instant dispatchedAt) {
        return Mono.just(new Observation.Unclear("an HTTP call leaves nothing to look at"));
    }

    /** A 4xx was refused before anything was done; after any other surprise, something may have been. */
    static Outcome judge(Answer answer, List<Integer> expected) {
        return switch (answer) {
            case Answer.Reply reply
            when expected.contains(reply.status()) -> new Outcome.Applied("answered with status " + reply.status());
            case Answer.Reply reply
            when (reply.status() >= 400 && reply.status() < 500) || reply.status() == 503 ->
                new Outcome.Failed("refused with status " + reply.status());
            case Answer.Reply reply ->
                new Outcome.Unknown("answered with status " + reply.status() + ", expected " + either(expected));
            case Answer.NotSent(String reason) -> new Outcome.Failed(reason);
            case Answer.Lost(String reason) -> new Outcome.Unknown(reason);
        };
    }

    static String either(List<Integer> statuses) {
        return String.join(" or ", statuses.stream().map(String::valueOf).toList());
    }

    private static String method(StepRequest request) {
        return request.arguments().text("method").toUpperCase(Locale.ROOT);
    }
}
