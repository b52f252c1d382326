package dev.firebreak.remediation.action.vercel;

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
import dev.firebreak.remediation.outgoing.Answer;
import dev.firebreak.remediation.step.StepRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@code vercel.purgeCache}: what the CDN keeps of a project's production is no longer served as fresh. */
@Component
class VercelPurgeCache implements Action {
    private static final int MOST_TAGS = 16; // https://vercel.com/docs/cdn-cache/purge

    private final VercelApi vercel;

    VercelPurgeCache(VercelApi vercel) {
        this.vercel = vercel;
    }

    @Override
    public StepType declares() {
        return StepType.action(
                "vercel.purgeCache",
                Parameter.target(Target.Vercel.class),
                Parameter.optional("tags", ParameterKind.TEXT));
    }

    @Override
    public Guide guide() {
        return new Guide(
                "What the CDN keeps is made anew: all of it, or what carries one of `tags` (separated by commas), which is"
                        + " served once more meanwhile.",
                "The CDN cache of one project's production; by tags also its runtime and data cache.",
                "At most " + MOST_TAGS + " tags. A cold cache is load on what is behind it.",
                "Not at all: Vercel does not tell what was purged.",
                "Yes: what is purged twice is purged.");
    }

    @Override
    public boolean isRepeatable(StepRequest request) {
        return true;
    }

    /** There is nothing to wait for: it leaves no trace. */
    @Override
    public Confirmation confirmation() {
        return new Confirmation(Duration.ZERO, Duration.ofSeconds(1));
    }

    @Override
    public Mono<Description> describe(StepRequest request) {
        Target.Vercel target = target(request);
        List<String> tags = tags(request);
        if (tags.size() > MOST_TAGS || (request.arguments().has("tags") && tags.isEmpty())) {
            return Mono.just(new Description.Impossible(
                    "1 to " + MOST_TAGS + " tags can be purged at once, not " + tags.size()));
        }
        return vercel.project(target).map(read -> switch (read) {
            case VercelApi.Read.Failed<VercelProject>(String reason) -> new Description.Impossible(reason);
            case VercelApi.Read.Value<VercelProject> _ ->
                new Description.Ready(
                        "Vercel project " + target.project() + ", CDN cache of production",
                        "vercel-cache:" + target.project(),
                        null,
                        tags.isEmpty()
                                ? "nothing kept is fresh"
                                : "nothing tagged " + String.join(", ", tags) + " is fresh",
                        null,
                        List.of("the cache starts cold"),
                        Map.of());
        });
    }

    @Override
    public Mono<Outcome> execute(StepRequest request, Description.Ready described, Dispatch dispatch) {
        List<String> tags = tags(request);
        Mono<Answer> answer = tags.isEmpty()
                ? vercel.purgeAll(target(request), dispatch)
                : vercel.invalidate(target(request), tags, dispatch);
        return answer.map(it -> switch (it) {
            case Answer.Reply reply when reply.isSuccess() -> new Outcome.Applied("Vercel purged the cache");
            case Answer.Reply reply
            when reply.status() >= 500 && reply.status() != 503 -> new Outcome.Unknown(VercelApi.refusal(reply));
            case Answer.Reply reply -> new Outcome.Failed(VercelApi.refusal(reply));
            case Answer.NotSent(String reason) -> new Outcome.Failed(reason);
            case Answer.Lost(String reason) -> new Outcome.Unknown(reason);
        });
    }

    @Override
    public Mono<Observation> observe(StepRequest request, Description.Ready described, Instant dispatchedAt) {
        return Mono.just(new Observation.Unclear("Vercel does not tell what was purged"));
    }

    private static List<String> tags(StepRequest request) {
        return request.arguments().findText("tags").stream()
                .flatMap(all -> Arrays.stream(all.split(",")))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .toList();
    }

    private static Target.Vercel target(StepRequest request) {
        return request.arguments().target("target", Target.Vercel.class);
    }
}
