package dev.firebreak.remediation.action.kubernetes;

import dev.firebreak.remediation.action.Observation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a deployment's fields mean: https://kubernetes.io/docs/concepts/workloads/controllers/deployment/ */
final class Rollout {
    private static final String REVISION = "deployment.kubernetes.io/revision";
    private static final String HASH = "pod-template-hash";
    private static final List<String> GIT_OPS = List.of(
            "argocd.argoproj.io/instance",
            "argocd.argoproj.io/tracking-id",
            "kustomize.toolkit.fluxcd.io/name",
            "helm.toolkit.fluxcd.io/name");

    private Rollout() {}

    /** How far the controller is with what the deployment asks for now. */
    static Observation progress(Deployment deployment) {
        DeploymentStatus status = deployment.getStatus();
        int wanted = replicas(deployment);
        String name = deployment.getMetadata().getName();
        if (status == null
                || number(status.getObservedGeneration())
                        < number(deployment.getMetadata().getGeneration())) {
            return new Observation.InProgress("Kubernetes has not begun with " + name);
        }
        boolean isStuck = status.getConditions().stream()
                .anyMatch(
                        it -> "Progressing".equals(it.getType()) && "ProgressDeadlineExceeded".equals(it.getReason()));
        if (isStuck) {
            return new Observation.Failed(name + " makes no progress: ProgressDeadlineExceeded");
        }
        long ready = Math.min(number(status.getUpdatedReplicas()), number(status.getAvailableReplicas()));
        return ready == wanted && number(status.getReplicas()) == wanted
                ? new Observation.Applied(name + " has " + wanted + " of " + wanted + " replicas available")
                : new Observation.InProgress(name + " has " + ready + " of " + wanted + " replicas available");
    }

    static int replicas(Deployment deployment) {
        return Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1);
    }

    /** Why it must not be changed by hand; empty when it may. */
    static Optional<String> owner(HasMetadata object) {
        Map<String, String> marks =
                new HashMap<>(Objects.requireNonNullElse(object.getMetadata().getLabels(), Map.of()));
        marks.putAll(Objects.requireNonNullElse(object.getMetadata().getAnnotations(), Map.of()));
        return GIT_OPS.stream()
                .filter(marks::containsKey)
                .findFirst()
                .map(mark -> object.getKind() + " " + object.getMetadata().getName() + " is kept by GitOps (" + mark
                        + "), which would take a change back: change it there");
    }

    /** Empty when it has none that is a number. */
    static OptionalInt revision(HasMetadata object) {
        String text = Objects.requireNonNullElse(object.getMetadata().getAnnotations(), Map.<String, String>of())
                .getOrDefault(REVISION, "");
        return text.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    /** The one that the deployment runs now. */
    static Optional<ReplicaSet> current(Deployment deployment, List<ReplicaSet> owned) {
        OptionalInt now = revision(deployment);
        return owned.stream()
                .filter(set -> now.isPresent() && revision(set).equals(now))
                .findFirst();
    }

    /** @param named by its name; null for the one before the present */
    static Optional<ReplicaSet> earlier(Deployment deployment, List<ReplicaSet> owned, @Nullable String named) {
        int now = revision(deployment).orElse(0);
        Stream<ReplicaSet> candidates = named == null
                ? owned.stream().filter(set -> revision(set).orElse(Integer.MAX_VALUE) < now)
                : owned.stream().filter(set -> set.getMetadata().getName().equals(named));
        return candidates.max(Comparator.comparingInt(set -> revision(set).orElse(0)));
    }

    /** The template without the mark that Kubernetes itself puts on it. */
    static PodTemplateSpec template(ReplicaSet set) {
        return plain(set.getSpec().getTemplate());
    }

    static boolean runs(Deployment deployment, ReplicaSet set) {
        return plain(deployment.getSpec().getTemplate()).equals(template(set));
    }

    static String readable(ReplicaSet set) {
        String images = set.getSpec().getTemplate().getSpec().getContainers().stream()
                .map(container -> String.valueOf(container.getImage()))
                .collect(Collectors.joining(", "));
        return "revision " + revision(set).orElse(0) + " (" + set.getMetadata().getName() + ", " + images + ")";
    }

    private static PodTemplateSpec plain(PodTemplateSpec template) {
        return new PodTemplateSpecBuilder(template)
                .editOrNewMetadata()
                .removeFromLabels(HASH)
                .endMetadata()
                .build();
    }

    private static long number(@Nullable Number number) {
        return number == null ? 0 : number.longValue();
    }
}
