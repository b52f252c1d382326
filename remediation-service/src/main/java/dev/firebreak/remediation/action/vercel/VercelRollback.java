package dev.firebreak.remediation.action.vercel;

import dev.firebreak.catalog.system.Target;
import dev.firebreak.catalog.type.Parameter;
import dev.firebreak.catalog.type.StepType;
import dev.firebreak.model.alert.Deployment;
import dev.firebreak.remediation.action.Action;
import dev.firebreak.remediation.action.Description;
import dev.firebreak.remediation.action.Dispatch;
import dev.firebreak.remediation.action.Guide;
import dev.firebreak.remediation.action.Observation;
import dev.firebreak.remediation.action.Outcome;
import dev.firebreak.remediation.step.StepRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * {@code vercel.rollback}: production back to the last good deployment, expecting the suspect to be live. Absolute:
 * whoever moved production meanwhile makes the plan void.
 */
@Component
class VercelRollback implements Action {
    private static final String TO = "to";

    private final VercelApi vercel;

    VercelRollback(VercelApi vercel) {
        this.vercel = vercel;
    }

    @Override
    public StepType declares() {
        return StepType.action("vercel.rollback", Parameter.target(Target.Vercel.class));
    }

    @Override
    public Guide guide() {
        return new Guide(
                "Production is served by the incident's last good deployment; when none is known, by the newest older one that was in production.",
                "The production domains of one project. Cron jobs and environment are those of the older build; from then on new deployments are not given production by themselves until a promotion.",
                "Only while the incident's suspect is live; only to what Vercel would roll back to; has a budget of its own.",
                "Vercel's last alias request: for our deployment, made after ours left.",
                "No: there is no idempotency key, so a lost answer is observed.");
    }

    @Override
    public boolean isRepeatable(StepRequest request) {
        return false;
    }

    @Override
    public boolean isRollback() {
        return true;
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
        return Mono.zip(vercel.project(target), vercel.rollbackCandidates(target))
                .map(read -> switch (read.getT1()) {
                    case VercelApi.Read.Failed<VercelProject>(String reason) -> new Description.Impossible(reason);
                    case VercelApi.Read.Value<VercelProject>(VercelProject project) ->
                        switch (read.getT2()) {
                            case VercelApi.Read.Failed<List<VercelDeployment>>(String reason) ->
                                new Description.Impossible(reason);
                            case VercelApi.Read.Value<List<VercelDeployment>>(List<VercelDeployment> candidates) ->
                                describe(request, target, project, candidates);
                        };
                });
    }

    @Override
    public Mono<Outcome> execute(StepRequest request, Description.Ready described, Dispatch dispatch) {
        String to = described.fact(TO);
        return vercel.rollback(target(request), to, dispatch).map(answer -> TrafficMove.judge(answer, to));
    }

    @Override
    public Mono<Observation> observe(StepRequest request, Description.Ready described, Instant dispatchedAt) {
        return vercel.project(target(request)).map(read -> TrafficMove.observe(read, described.fact(TO), dispatchedAt));
    }

    static Description describe(
            StepRequest request, Target.Vercel target, VercelProject project, List<VercelDeployment> candidates) {
        @Nullable String live = project.live();
        Deployment suspect = request.incident().suspect();
        Deployment lastGood = request.incident().lastGood();
        if (live == null) {
            return new Description.Impossible("Vercel does not tell which deployment is in production");
        }
        if (lastGood != null && live.equals(lastGood.id())) {
            return new Description.NotNeeded("production is served by the last good deployment " + live + " already");
        }
        if (suspect != null && !live.equals(suspect.id())) {
            return new Description.Impossible(
                    "production is served by " + live + ", not by the suspect " + suspect.id() + " any more");
        }
        return choose(live, lastGood, candidates)
                .<Description>map(to -> new Description.Ready(
                        "Vercel project " + target.project() + ", production",
                        "vercel:" + target.project(),
                        readable(live, suspect),
                        readable(to, lastGood),
                        live,
                        List.of(),
                        Map.of(TO, to)))
                .orElseGet(() -> new Description.Impossible(
                        lastGood == null
                                ? "there is no older deployment that Vercel would roll back to"
                                : "Vercel would not roll back to the last good deployment " + lastGood.id()));
    }

    /** The one that is known to be good; when none is known, the newest older one that was in production. */
    private static Optional<String> choose(
            String live, @Nullable Deployment lastGood, List<VercelDeployment> candidates) {
        long liveSince = candidates.stream()
                .filter(it -> it.id().equals(live))
                .mapToLong(VercelDeployment::createdAtMillis)
                .findFirst()
                .orElse(Long.MAX_VALUE);
        return candidates.stream()
                .filter(it ->
                        it.isReady() && it.isRollbackCandidate() && !it.id().equals(live))
                .filter(it -> lastGood == null
                        ? it.createdAtMillis() < liveSince
                        : it.id().equals(lastGood.id()))
                .max(Comparator.comparingLong(VercelDeployment::createdAtMillis))
                .map(VercelDeployment::id);
    }

    private static String readable(String id, @Nullable Deployment known) {
        if (known == null || !known.id().equals(id) || known.commit() == null) {
            return id;
        }
        String commit = known.commit().length() > 7 ? known.commit().substring(0, 7) : known.commit();
        return id + " (commit " + commit + ")";
    }

    private static Target.Vercel target(StepRequest request) {
        return (Target.Vercel) request.arguments().target("target");
    }
}
