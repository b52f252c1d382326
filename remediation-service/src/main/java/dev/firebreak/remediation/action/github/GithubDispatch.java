package dev.firebreak.remediation.action.github;

import dev.firebreak.catalog.system.Target;
import dev.firebreak.catalog.type.Parameter;
import dev.firebreak.catalog.type.ParameterKind;
import dev.firebreak.catalog.type.StepType;
import dev.firebreak.model.Secret;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.remediation.action.Action;
import dev.firebreak.remediation.action.Description;
import dev.firebreak.remediation.action.Dispatch;
import dev.firebreak.remediation.action.Guide;
import dev.firebreak.remediation.action.Observation;
import dev.firebreak.remediation.action.Outcome;
import dev.firebreak.remediation.action.TargetSecrets;
import dev.firebreak.remediation.outgoing.Answer;
import dev.firebreak.remediation.outgoing.Call;
import dev.firebreak.remediation.outgoing.EgressSettings;
import dev.firebreak.remediation.outgoing.Outside;
import dev.firebreak.remediation.step.StepRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@code github.dispatch}: a run of a workflow ends well: https://docs.github.com/en/rest/actions/workflows */
@Component
class GithubDispatch implements Action {
    private static final Duration READ = Duration.ofSeconds(5);

    private final Outside outside;
    private final TargetSecrets secrets;
    private final URI base;

    GithubDispatch(Outside outside, TargetSecrets secrets, EgressSettings settings) {
        this.outside = outside;
        this.secrets = secrets;
        this.base = settings.providers().github();
    }

    @Override
    public StepType declares() {
        return StepType.action(
                "github.dispatch",
                Parameter.target(Target.Github.class),
                Parameter.required("workflow", ParameterKind.TEXT),
                Parameter.withDefault("ref", ParameterKind.TEXT, "main"),
                Parameter.optional("inputs", ParameterKind.TEXTS));
    }

    @Override
    public Guide guide() {
        return new Guide(
                "A run of the workflow (its file's name, or its id) on `ref` was started and ended with success.",
                "Whatever the workflow does.",
                "The one repository that the target names; the workflow must be active and have `workflow_dispatch`.",
                "The oldest run by `workflow_dispatch` on that ref that began after the call.",
                "No: each call starts a run.");
    }

    @Override
    public boolean isRepeatable(StepRequest request) {
        return false;
    }

    @Override
    public Duration settling() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Confirmation confirmation() {
        return new Confirmation(Duration.ofMinutes(15), Duration.ofSeconds(5));
    }

    @Override
    public Mono<Description> describe(StepRequest request) {
        Target.Github target = target(request);
        String workflow = request.arguments().text("workflow");
        String ref = request.arguments().text("ref");
        Map<String, String> inputs = new TreeMap<>(request.arguments().texts("inputs"));
        return read(target, workflow(target, workflow)).map(answer -> switch (answer) {
            case Answer.Reply reply
            when reply.isSuccess() && "active".equals(reply.at("state")) ->
                new Description.Ready(
                        "GitHub " + target.repository() + ", workflow " + workflow,
                        "github:" + target.repository() + "/" + workflow,
                        null,
                        "a run on " + ref + (inputs.isEmpty() ? "" : " with " + inputs),
                        null,
                        List.of(),
                        Map.of());
            case Answer.Reply reply when reply.isSuccess() -> new Description.Impossible("the workflow is not active");
            case Answer.Reply reply -> new Description.Impossible(refusal(reply));
            case Answer.NotSent(String reason) -> new Description.Impossible(reason);
            case Answer.Lost(String reason) -> new Description.Impossible(reason);
        });
    }

    @Override
    public Mono<Outcome> execute(StepRequest request, Description.Ready described, Dispatch dispatch) {
        Target.Github target = target(request);
        Secret token = secrets.find(target.tokenSecret()).orElse(null);
        if (token == null) {
            return Mono.just(
                    new Outcome.Failed(secrets.missing(target.tokenSecret()).orElseThrow()));
        }
        String body = Wire.JSON.writeValueAsString(Map.of(
                "ref",
                request.arguments().text("ref"),
                "inputs",
                request.arguments().texts("inputs")));
        URI uri = URI.create(workflow(target, request.arguments().text("workflow")) + "/dispatches");
        return outside.callProvider(Call.change("POST", uri, body, token, dispatch.timeout(), dispatch.deadline())
                        .withHeaders(headers()))
                .map(answer -> switch (answer) {
                    case Answer.Reply reply when reply.isSuccess() -> new Outcome.Accepted("GitHub took the request");
                    case Answer.Reply reply when reply.status() >= 500 -> new Outcome.Unknown(refusal(reply));
                    case Answer.Reply reply -> new Outcome.Failed(refusal(reply));
                    case Answer.NotSent(String reason) -> new Outcome.Failed(reason);
                    case Answer.Lost(String reason) -> new Outcome.Unknown(reason);
                });
    }

    @Override
    public Mono<Observation> observe(StepRequest request, Description.Ready described, Instant dispatchedAt) {
        Target.Github target = target(request);
        URI uri = URI.create(workflow(target, request.arguments().text("workflow"))
                + "/runs?event=workflow_dispatch&per_page=50&branch="
                + encoded(request.arguments().text("ref")));
        return read(target, uri).map(answer -> switch (answer) {
            case Answer.Reply reply when reply.isSuccess() -> WorkflowRuns.observe(reply, dispatchedAt);
            case Answer.Reply reply -> new Observation.Unclear(refusal(reply));
            case Answer.NotSent(String reason) -> new Observation.Unclear(reason);
            case Answer.Lost(String reason) -> new Observation.Unclear(reason);
        });
    }

    private Mono<Answer> read(Target.Github target, URI uri) {
        return secrets.missing(target.tokenSecret())
                .map(missing -> Mono.<Answer>just(new Answer.NotSent(missing)))
                .orElseGet(() -> outside.callProvider(
                        Call.read(uri, secrets.find(target.tokenSecret()).orElseThrow(), READ)
                                .withHeaders(headers())));
    }

    private URI workflow(Target.Github target, String workflow) {
        String[] repository = target.repository().split("/", 2);
        String owner = encoded(repository[0]);
        String name = encoded(repository.length == 2 ? repository[1] : "");
        return URI.create(base + "/repos/" + owner + "/" + name + "/actions/workflows/" + encoded(workflow));
    }

    private static Map<String, String> headers() {
        return Map.of("Accept", "application/vnd.github+json", "X-GitHub-Api-Version", "2022-11-28");
    }

    private static String refusal(Answer.Reply reply) {
        return "GitHub answered with status " + reply.status();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Target.Github target(StepRequest request) {
        return request.arguments().target("target", Target.Github.class);
    }
}
