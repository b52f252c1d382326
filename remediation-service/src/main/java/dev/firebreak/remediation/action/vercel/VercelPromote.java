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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * {@code vercel.promote}: production to one named deployment. Vercel promotes only what was never in production; for
 * what was, such as the deployment that a rollback replaced, its way to serve it again is a rollback to it.
 */
@Component
class VercelPromote implements Action {
    private static final String TO = "to";
    private static final String WAS_LIVE = "wasLive";

    private final VercelApi vercel;

    VercelPromote(VercelApi vercel) {
        this.vercel = vercel;
    }

    @Override
    public StepType declares() {
        return StepType.action(
                "vercel.promote",
                Parameter.target(Target.Vercel.class),
                Parameter.required("deployment", ParameterKind.TEXT));
    }

    @Override
    public Guide guide() {
        return new Guide(
                "Production is served by the named deployment. One that was live before is rolled back to, for Vercel does not promote it again.",
                "The production domains of one project.",
                "One named deployment.",
                "Vercel's last alias request: for our deployment, made after ours left.",
                "No: there is no idempotency key, so a lost answer is observed.");
    }

    @Override
    public boolean isRepeatable(StepRequest request) {
        return false;
    }

    @Override
    public Optional<String> undoneWith() {
        return Optional.of("vercel.promote");
    }

    @Override
    public Duration settling() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Confirmation confirmation() {
        return new Confirmation(Duration.ofMinutes(3), Duration.ofSeconds(1));
    }

    @Override
    public Mono<Description> describe(StepRequest request) {
        Target.Vercel target = target(request);
        String to = request.arguments().text("deployment");
        return Mono.zip(vercel.project(target), vercel.rollbackCandidates(target))
                .map(read -> switch (read.getT1()) {
                    case VercelApi.Read.Failed<VercelProject>(String reason) -> new Description.Impossible(reason);
                    case VercelApi.Read.Value<VercelProject>(VercelProject project)
                    when to.equals(project.live()) ->
                        new Description.NotNeeded("production is served by " + to + " already");
                    case VercelApi.Read.Value<VercelProject>(VercelProject project) ->
                        new Description.Ready(
                                "Vercel project " + target.project() + ", production",
                                "vercel:" + target.project(),
                                project.live(),
                                to,
                                project.live(),
                                List.of(),
                                Map.of(TO, to, WAS_LIVE, Boolean.toString(wasLive(read.getT2(), to))));
                });
    }

    @Override
    public Mono<Outcome> execute(StepRequest request, Description.Ready described, Dispatch dispatch) {
        String to = described.fact(TO);
        Mono<Answer> answer = Boolean.parseBoolean(described.fact(WAS_LIVE))
                ? vercel.rollback(target(request), to, dispatch)
                : vercel.promote(target(request), to, dispatch);
        return answer.map(it -> TrafficMove.judge(it, to));
    }

    @Override
    public Mono<Observation> observe(StepRequest request, Description.Ready described, Instant dispatchedAt) {
        return vercel.project(target(request)).map(read -> TrafficMove.observe(read, described.fact(TO), dispatchedAt));
    }

    private static boolean wasLive(VercelApi.Read<List<VercelDeployment>> candidates, String id) {
        return candidates instanceof VercelApi.Read.Value<List<VercelDeployment>>(List<VercelDeployment> all)
                && all.stream().anyMatch(it -> it.id().equals(id) && it.isRollbackCandidate());
    }

    private static Target.Vercel target(StepRequest request) {
        return (Target.Vercel) request.arguments().target("target");
    }
}
