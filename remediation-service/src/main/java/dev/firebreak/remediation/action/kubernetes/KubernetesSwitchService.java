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
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@code kubernetes.switchService}: the selector of a service leads to other pods, such as from green to blue. */
@Component
class KubernetesSwitchService implements Action {
    private final Cluster cluster;

    KubernetesSwitchService(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public StepType declares() {
        return StepType.action(
                "kubernetes.switchService",
                Parameter.target(Target.Kubernetes.class),
                Parameter.required("service", ParameterKind.TEXT),
                Parameter.required("selector", ParameterKind.TEXTS));
    }

    @Override
    public Guide guide() {
        return new Guide(
                "The service's selector has these labels; its other ones stay.",
                "New connections to one service. Open ones stay where they are.",
                "Only when at least one ready pod has all labels; not when it is kept by GitOps or was changed since it was read.",
                "The service's selector.",
                "Yes: a selector set twice is that selector.");
    }

    @Override
    public boolean isRepeatable(StepRequest request) {
        return true;
    }

    @Override
    public boolean isRollback() {
        return true;
    }

    /** With what one label was before; several labels are written out in the runbook. */
    @Override
    public Optional<String> undoneWith() {
        return Optional.of("kubernetes.switchService");
    }

    @Override
    public Mono<Description> describe(StepRequest request) {
        Map<String, String> wanted = request.arguments().texts("selector");
        return service(request)
                .flatMap(service -> cluster.pods(service.getMetadata().getNamespace(), merged(service, wanted))
                        .map(pods -> describe(service, wanted, pods)))
                .onErrorResume(ClusterException.class, Cluster::impossible);
    }

    @Override
    public Mono<Outcome> execute(StepRequest request, Description.Ready described, Dispatch dispatch) {
        Map<String, String> wanted = request.arguments().texts("selector");
        return service(request)
                .flatMap(service -> readable(selector(service), wanted).equals(described.from())
                                || merged(service, wanted).equals(selector(service))
                        ? cluster.patch(
                                service,
                                new Cluster.Patch("replace", "/spec/selector", merged(service, wanted)),
                                dispatch)
                        : Mono.just(new Outcome.Failed("its selector was changed meanwhile, so nothing was done")))
                .onErrorResume(ClusterException.class, Cluster::failed);
    }

    @Override
    public Mono<Observation> observe(StepRequest request, Description.Ready described, Instant dispatchedAt) {
        Map<String, String> wanted = request.arguments().texts("selector");
        return service(request)
                .<Observation>map(service -> merged(service, wanted).equals(selector(service))
                        ? new Observation.Applied("the service leads to " + described.to())
                        : new Observation.NotApplied("the service leads to " + readable(selector(service), wanted)))
                .onErrorResume(ClusterException.class, Cluster::unclear);
    }

    static Description describe(Service service, Map<String, String> wanted, List<Pod> pods) {
        String name = service.getMetadata().getNamespace() + "/"
                + service.getMetadata().getName();
        Optional<String> owner = Rollout.owner(service);
        if (wanted.isEmpty() || selector(service).isEmpty()) {
            return new Description.Impossible("Service " + name + ": an empty selector leads nowhere");
        }
        if (owner.isPresent()) {
            return new Description.Impossible(owner.get());
        }
        if (merged(service, wanted).equals(selector(service))) {
            return new Description.NotNeeded("Service " + name + " leads to " + readable(wanted, wanted) + " already");
        }
        if (pods.stream().noneMatch(KubernetesSwitchService::isReady)) {
            return new Description.Impossible(
                    "no ready pod has " + readable(merged(service, wanted), merged(service, wanted)));
        }
        return new Description.Ready(
                "Kubernetes Service " + name,
                "kubernetes:service:" + name,
                readable(selector(service), wanted),
                readable(wanted, wanted),
                before(service, wanted),
                List.of(),
                Map.of());
    }

    /** What an undo gives the label again. */
    private static @Nullable String before(Service service, Map<String, String> wanted) {
        return wanted.size() == 1
                ? selector(service).get(wanted.keySet().iterator().next())
                : null;
    }

    private static boolean isReady(Pod pod) {
        return pod.getStatus() != null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(it -> "Ready".equals(it.getType()) && "True".equals(it.getStatus()));
    }

    private static Map<String, String> selector(Service service) {
        return Objects.requireNonNullElse(service.getSpec().getSelector(), Map.of());
    }

    private static Map<String, String> merged(Service service, Map<String, String> wanted) {
        Map<String, String> all = new TreeMap<>(selector(service));
        all.putAll(wanted);
        return all;
    }

    /** Only the labels that are to change. */
    private static String readable(Map<String, String> selector, Map<String, String> changed) {
        return changed.keySet().stream()
                .sorted()
                .map(label -> label + "=" + selector.getOrDefault(label, "(none)"))
                .collect(Collectors.joining(", "));
    }

    private Mono<Service> service(StepRequest request) {
        Target.Kubernetes target = request.arguments().target("target", Target.Kubernetes.class);
        return cluster.service(target.namespace(), request.arguments().text("service"));
    }
}
