package dev.firebreak.remediation.action.kubernetes;

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
import dev.firebreak.remediation.action.kubernetes.Cluster.ClusterException;
import dev.firebreak.remediation.step.StepRequest;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@code kubernetes.rolloutRestart}: all pods of a deployment are made anew, as {@code kubectl rollout restart} does. */
@Component
class KubernetesRolloutRestart implements Action {
    private static final String RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";

    private final Cluster cluster;
    private final InstantSource clock;

    KubernetesRolloutRestart(Cluster cluster, InstantSource clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    @Override
    public StepType declares() {
        return StepType.action(
                "kubernetes.rolloutRestart",
                Parameter.target(Target.Kubernetes.class),
                Parameter.required("deployment", ParameterKind.TEXT));
    }

    @Override
    public Guide guide() {
        return new Guide(
                "Each pod of the deployment was made anew, by its own rollout strategy.",
                "The pods of one deployment, by the annotation `" + RESTARTED_AT + "` of its template.",
                "Not when it has no replicas, is paused or kept by GitOps; not when it was changed since it was read.",
                "The annotation, and then the rollout until all replicas are available or its progress deadline is over.",
                "Yes: the time is set when planned, and the same time twice restarts once.");
    }

    @Override
    public boolean isRepeatable(StepRequest request) {
        return true;
    }

    @Override
    public Confirmation confirmation() {
        return new Confirmation(Duration.ofMinutes(10), Duration.ofSeconds(2));
    }

    @Override
    public Mono<Description> describe(StepRequest request) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return deployment(request)
                .map(deployment -> describe(deployment, now))
                .onErrorResume(ClusterException.class, Cluster::impossible);
    }

    @Override
    public Mono<Outcome> execute(StepRequest request, Description.Ready described, Dispatch dispatch) {
        String at = described.fact(RESTARTED_AT);
        return deployment(request)
                .flatMap(deployment -> cluster.patch(
                        deployment,
                        new Cluster.Patch("replace", "/spec/template", restarted(deployment, at)),
                        dispatch))
                .onErrorResume(ClusterException.class, Cluster::failed);
    }

    @Override
    public Mono<Observation> observe(StepRequest request, Description.Ready described, Instant dispatchedAt) {
        String at = described.fact(RESTARTED_AT);
        return deployment(request)
                .map(deployment -> at.equals(restartedAt(deployment))
                        ? Rollout.progress(deployment)
                        : new Observation.NotApplied("it was not told to restart"))
                .onErrorResume(ClusterException.class, Cluster::unclear);
    }

    static Description describe(Deployment deployment, Instant now) {
        String name = deployment.getMetadata().getNamespace() + "/"
                + deployment.getMetadata().getName();
        Optional<String> owner = Rollout.owner(deployment);
        if (owner.isPresent()) {
            return new Description.Impossible(owner.get());
        }
        if (Boolean.TRUE.equals(deployment.getSpec().getPaused())) {
            return new Description.Impossible("Deployment " + name + " is paused: a restart would not roll out");
        }
        if (Rollout.replicas(deployment) == 0) {
            return new Description.NotNeeded("Deployment " + name + " has no replicas");
        }
        return new Description.Ready(
                "Kubernetes Deployment " + name,
                "kubernetes:" + name,
                null,
                "each of its pods made anew",
                null,
                List.of(),
                Map.of(RESTARTED_AT, now.toString()));
    }

    private static PodTemplateSpec restarted(Deployment deployment, String at) {
        return new PodTemplateSpecBuilder(deployment.getSpec().getTemplate())
                .editOrNewMetadata()
                .addToAnnotations(RESTARTED_AT, at)
                .endMetadata()
                .build();
    }

    private static String restartedAt(Deployment deployment) {
        ObjectMeta template = deployment.getSpec().getTemplate().getMetadata();
        return template == null || template.getAnnotations() == null
                ? ""
                : template.getAnnotations().getOrDefault(RESTARTED_AT, "");
    }

    private Mono<Deployment> deployment(StepRequest request) {
        Target.Kubernetes target = request.arguments().target("target", Target.Kubernetes.class);
        return cluster.deployment(target.namespace(), request.arguments().text("deployment"));
    }
}
