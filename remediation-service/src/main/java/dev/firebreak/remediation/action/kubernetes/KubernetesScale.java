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
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@code kubernetes.scale}: a deployment has so many replicas. */
@Component
class KubernetesScale implements Action {
    private final Cluster cluster;

    KubernetesScale(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public StepType declares() {
        return StepType.action(
                "kubernetes.scale",
                Parameter.target(Target.Kubernetes.class),
                Parameter.required("deployment", ParameterKind.TEXT),
                Parameter.required("replicas", ParameterKind.INTEGER));
    }

    @Override
    public Guide guide() {
        return new Guide(
                "The deployment has that many replicas, all of them available; 0 scales it down.",
                "The replicas of one deployment. An autoscaler of it would change a number above 0 back.",
                "An absolute number; not when it is kept by GitOps; not when it was changed since it was read.",
                "The deployment's replicas, asked for and available.",
                "Yes: a number set twice is that number.");
    }

    @Override
    public boolean isRepeatable(StepRequest request) {
        return true;
    }

    @Override
    public Optional<String> undoneWith() {
        return Optional.of("kubernetes.scale");
    }

    @Override
    public Confirmation confirmation() {
        return new Confirmation(Duration.ofMinutes(10), Duration.ofSeconds(2));
    }

    @Override
    public Mono<Description> describe(StepRequest request) {
        return deployment(request)
                .map(deployment -> describe(deployment, wanted(request)))
                .onErrorResume(ClusterException.class, Cluster::impossible);
    }

    @Override
    public Mono<Outcome> execute(StepRequest request, Description.Ready described, Dispatch dispatch) {
        return deployment(request)
                .flatMap(deployment -> cluster.patch(
                        deployment, new Cluster.Patch("replace", "/spec/replicas", wanted(request)), dispatch))
                .onErrorResume(ClusterException.class, Cluster::failed);
    }

    @Override
    public Mono<Observation> observe(StepRequest request, Description.Ready described, Instant dispatchedAt) {
        return deployment(request)
                .map(deployment -> Rollout.replicas(deployment) == wanted(request)
                        ? Rollout.progress(deployment)
                        : new Observation.NotApplied("it is to have " + Rollout.replicas(deployment) + " replicas"))
                .onErrorResume(ClusterException.class, Cluster::unclear);
    }

    static Description describe(Deployment deployment, int wanted) {
        String name = deployment.getMetadata().getNamespace() + "/"
                + deployment.getMetadata().getName();
        Optional<String> owner = Rollout.owner(deployment);
        int now = Rollout.replicas(deployment);
        if (wanted < 0) {
            return new Description.Impossible("there are no " + wanted + " replicas: 0 is the least");
        }
        if (owner.isPresent()) {
            return new Description.Impossible(owner.get());
        }
        if (now == wanted) {
            return new Description.NotNeeded("Deployment " + name + " is to have " + now + " replicas already");
        }
        return new Description.Ready(
                "Kubernetes Deployment " + name,
                "kubernetes:" + name,
                now + " replicas",
                wanted + " replicas",
                String.valueOf(now),
                List.of(),
                Map.of());
    }

    private static int wanted(StepRequest request) {
        return request.arguments().integer("replicas");
    }

    private Mono<Deployment> deployment(StepRequest request) {
        Target.Kubernetes target = request.arguments().target("target", Target.Kubernetes.class);
        return cluster.deployment(target.namespace(), request.arguments().text("deployment"));
    }
}
