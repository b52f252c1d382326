package dev.firebreak.remediation.action.vercel;

import dev.firebreak.catalog.system.Target;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.remediation.action.Dispatch;
import dev.firebreak.remediation.action.TargetSecrets;
import dev.firebreak.remediation.outgoing.Answer;
import dev.firebreak.remediation.outgoing.Call;
import dev.firebreak.remediation.outgoing.EgressSettings;
import dev.firebreak.remediation.outgoing.Outside;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The few calls of Vercel's REST API that runbooks take. */
@Component
class VercelApi {
    private static final Duration READ = Duration.ofSeconds(5);

    private final Outside outside;
    private final TargetSecrets secrets;
    private final URI base;

    VercelApi(Outside outside, TargetSecrets secrets, EgressSettings settings) {
        this.outside = outside;
        this.secrets = secrets;
        this.base = settings.providers().vercel();
    }

    /** What was read, or why it could not be. */
    sealed interface Read<T> {
        record Value<T>(T value) implements Read<T> {}

        record Failed<T>(String reason) implements Read<T> {}
    }

    Mono<Read<VercelProject>> project(Target.Vercel target) {
        return read(target, "/v9/projects/" + encoded(target.project()), "").map(read -> switch (read) {
            case Read.Value<Answer.Reply>(Answer.Reply reply) -> new Read.Value<>(VercelProject.of(reply));
            case Read.Failed<Answer.Reply>(String reason) -> new Read.Failed<>(reason);
        });
    }

    /** Newest first; those that Vercel would roll back to. */
    Mono<Read<List<VercelDeployment>>> rollbackCandidates(Target.Vercel target) {
        String query = "projectId=" + encoded(target.project())
                + "&target=production&state=READY&rollbackCandidate=true&limit=50";
        return read(target, "/v7/deployments", query).map(read -> switch (read) {
            case Read.Value<Answer.Reply>(Answer.Reply reply) -> new Read.Value<>(VercelDeployment.listOf(reply));
            case Read.Failed<Answer.Reply>(String reason) -> new Read.Failed<>(reason);
        });
    }

    Mono<Answer> rollback(Target.Vercel target, String deployment, Dispatch dispatch) {
        return move(target, "/v1/projects/%s/rollback/%s", deployment, dispatch);
    }

    Mono<Answer> promote(Target.Vercel target, String deployment, Dispatch dispatch) {
        return move(target, "/v10/projects/%s/promote/%s", deployment, dispatch);
    }

    /** In Vercel's words, such as {@code READY}. */
    Mono<Read<String>> deploymentState(Target.Vercel target, String idOrUrl) {
        return read(target, "/v13/deployments/" + encoded(idOrUrl), "").map(read -> switch (read) {
            case Read.Value<Answer.Reply>(Answer.Reply reply) ->
                reply.at("readyState") instanceof String state
                        ? new Read.Value<>(state)
                        : new Read.Failed<>("Vercel does not tell the state of " + idOrUrl);
            case Read.Failed<Answer.Reply>(String reason) -> new Read.Failed<>(reason);
        });
    }

    /** What is cached under the tags is stale from then on: served once more while it is made anew. */
    Mono<Answer> invalidate(Target.Vercel target, List<String> tags, Dispatch dispatch) {
        String body = Wire.JSON.writeValueAsString(Map.of("tags", tags, "target", "production"));
        return change(target, "/v1/edge-cache/invalidate-by-tags", ofProject(target), body, dispatch);
    }

    /** All of the project's CDN cache; this path is Vercel's own CLI's, and not documented. */
    Mono<Answer> purgeAll(Target.Vercel target, Dispatch dispatch) {
        return change(target, "/v1/edge-cache/purge-all", ofProject(target), "{}", dispatch);
    }

    private static String ofProject(Target.Vercel target) {
        return "projectIdOrName=" + encoded(target.project());
    }

    private Mono<Read<Answer.Reply>> read(Target.Vercel target, String path, String query) {
        Optional<String> missing = secrets.missing(target.tokenSecret());
        if (missing.isPresent()) {
            return Mono.just(new Read.Failed<>(missing.get()));
        }
        Call call = Call.read(
                uri(target, path, query), secrets.find(target.tokenSecret()).orElseThrow(), READ);
        return outside.callProvider(call).map(answer -> switch (answer) {
            case Answer.Reply reply when reply.isSuccess() -> new Read.Value<>(reply);
            case Answer.Reply reply -> new Read.Failed<>(refusal(reply));
            case Answer.NotSent(String reason) -> new Read.Failed<>(reason);
            case Answer.Lost(String reason) -> new Read.Failed<>(reason);
        });
    }

    private Mono<Answer> move(Target.Vercel target, String path, String deployment, Dispatch dispatch) {
        return change(target, path.formatted(encoded(target.project()), encoded(deployment)), "", "{}", dispatch);
    }

    private Mono<Answer> change(Target.Vercel target, String path, String query, String body, Dispatch dispatch) {
        Optional<String> missing = secrets.missing(target.tokenSecret());
        if (missing.isPresent()) {
            return Mono.just(new Answer.NotSent(missing.get()));
        }
        return outside.callProvider(Call.change(
                "POST",
                uri(target, path, query),
                body,
                secrets.find(target.tokenSecret()).orElseThrow(),
                dispatch.timeout(),
                dispatch.deadline()));
    }

    /** Vercel's own code, such as {@code forbidden}; its message may quote what was sent. */
    static String refusal(Answer.Reply reply) {
        String code = reply.at("error.code") instanceof String text && text.matches("[A-Za-z0-9_.-]{1,60}")
                ? " (" + text + ")"
                : "";
        return "Vercel answered with status " + reply.status() + code;
    }

    /** A team's project without the team's id is answered with 403 or 404. */
    private URI uri(Target.Vercel target, String path, String query) {
        String team = target.team() == null ? "" : "teamId=" + encoded(target.team());
        String both = query.isEmpty() || team.isEmpty() ? query + team : query + "&" + team;
        return URI.create(base + path + (both.isEmpty() ? "" : "?" + both));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
