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
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@code kubernetes.rolloutUndo}: a deployment runs the template of one of its own earlier ReplicaSets. */
@Component
class KubernetesRolloutUndo implements Action {
    private static final String REPLICA_SET = "replicaSet";

    private final Cluster cluster;

    KubernetesRolloutUndo(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public StepType declares() {
        return StepType.action(
                "kubernetes.rolloutUndo",
                Parameter.target(Target.Kubernetes.class),
                Parameter.required("deployment", ParameterKind.TEXT),
                Parameter.optional("to", ParameterKind.TEXT));
    }

    @Override
    public Guide guide() {
        return new Guide(
                "The deployment runs the pod template of an earlier revision: of the ReplicaSet `to`, else of the one before the"
                        + " present.",
                "The template of one deployment. Replicas, strategy and everything else stay.",
                "Only ReplicaSets that the deployment owns; not when it is paused or kept by GitOps; not when it was changed since"
                        + " it was read.",
                "The deployment's template, and then its rollout until all replicas are available or its progress deadline"
                        + " is over.",
                "Yes: a template set twice is that template.");
    }

    @Override
    public boolean isRepeatable(StepRequest request) {
        return true;
    }

    @Override
    public boolean isRollback() {
        return true;
    }

    @Override
    public Optional<String> undoneWith() {
        return Optional.of("kubernetes.rolloutUndo");
    }

    @Override
    public Confirmation confirmation() {
        return new Confirmation(Duration.ofMinutes(10), Duration.ofSeconds(2));
    }

    @Override
    public Mono<Description> describe(StepRequest request) {
        @Nullable String to = request.arguments().findText("to").orElse(null);
        return deployment(request)
                .flatMap(deployment -> cluster.replicaSets(deployment).map(owned -> describe(deployment, owned, to)))
                .onErrorResume(ClusterException.class, Cluster::impossible);
    }

    @Override
    public Mono<Outcome> execute(StepRequest request, Description.Ready described, Dispatch dispatch) {
        return deployment(request)
                .flatMap(deployment -> replicaSet(deployment, described)
                        .flatMap(set -> cluster.patch(
                                deployment,
                                new Cluster.Patch("replace", "/spec/template", Rollout.template(set)),
                                dispatch)))
                .onErrorResume(ClusterException.class, Cluster::failed);
    }

    @Override
    public Mono<Observation> observe(StepRequest request, Description.Ready described, Instant dispatchedAt) {
        return deployment(request)
                .flatMap(deployment -> replicaSet(deployment, described)
                        .map(set -> Rollout.runs(deployment, set)
                                ? Rollout.progress(deployment)
                                : new Observation.NotApplied("it does not run the template of "
                                        + set.getMetadata().getName())))
                .onErrorResume(ClusterException.class, Cluster::unclear);
    }

    static Description describe(Deployment deployment, List<ReplicaSet> owned, @Nullable String to) {
        Optional<String> owner = Rollout.owner(deployment);
        Optional<ReplicaSet> current = Rollout.current(deployment, owned);
        Optional<ReplicaSet> earlier = Rollout.earlier(deployment, owned, to);
        String name = deployment.getMetadata().getNamespace() + "/"
                + deployment.getMetadata().getName();
        if (owner.isPresent()) {
            return new Description.Impossible(owner.get());
        }
        if (Boolean.TRUE.equals(deployment.getSpec().getPaused())) {
            return new Description.Impossible("Deployment " + name + " is paused: a change would not roll out");
        }
        if (current.isEmpty() || earlier.isEmpty()) {
            return new Description.Impossible("Deployment " + name + " keeps no "
                    + (to == null ? "earlier revision" : "ReplicaSet " + to) + " to go back to");
        }
        if (Rollout.runs(deployment, earlier.get())) {
            return new Description.NotNeeded(
                    "Deployment " + name + " runs " + Rollout.readable(earlier.get()) + " already");
        }
        return new Description.Ready(
                "Kubernetes Deployment " + name,
                "kubernetes:" + name,
                Rollout.readable(current.get()),
                Rollout.readable(earlier.get()),
                current.get().getMetadata().getName(),
                List.of(),
                Map.of(REPLICA_SET, earlier.get().getMetadata().getName()));
    }

    private Mono<ReplicaSet> replicaSet(Deployment deployment, Description.Ready described) {
        String name = described.fact(REPLICA_SET);
        return cluster.replicaSets(deployment)
                .flatMap(owned -> Mono.justOrEmpty(owned.stream()
                        .filter(set -> set.getMetadata().getName().equals(name))
                        .findFirst()))
                .switchIfEmpty(Mono.error(() -> new ClusterException("there is no ReplicaSet " + name + " any more")));
    }

    private Mono<Deployment> deployment(StepRequest request) {
        Target.Kubernetes target = request.arguments().target("target", Target.Kubernetes.class);
        return cluster.deployment(target.namespace(), request.arguments().text("deployment"));
    }
}
