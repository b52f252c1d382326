package dev.firebreak.remediation.action.kubernetes;

import dev.firebreak.remediation.action.Description;
import dev.firebreak.remediation.action.Dispatch;
import dev.firebreak.remediation.action.Observation;
import dev.firebreak.remediation.action.Outcome;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The few calls of the Kubernetes API that actions take. Each change is bound to the version that was read. */
final class Cluster implements DisposableBean {
    private static final Duration READ = Duration.ofSeconds(8);

    private final Supplier<KubernetesClient> open;
    private @Nullable KubernetesClient client;

    /** @param open called once, when first needed: most installations have no cluster */
    Cluster(Supplier<KubernetesClient> open) {
        this.open = open;
    }

    /** One operation of a JSON patch (RFC 6902). */
    record Patch(String op, String path, Object value) {}

    /** Cannot be read, or there is none; the message is for people. */
    static final class ClusterException extends RuntimeException {
        ClusterException(String message) {
            super(message, null, false, false);
        }
    }

    Mono<Deployment> deployment(String namespace, String name) {
        return read(
                "Deployment " + namespace + "/" + name,
                it -> deployments(it, namespace, name).get());
    }

    Mono<Service> service(String namespace, String name) {
        return read(
                "Service " + namespace + "/" + name,
                it -> services(it, namespace, name).get());
    }

    /** Those that the deployment owns. */
    Mono<List<ReplicaSet>> replicaSets(Deployment deployment) {
        String namespace = deployment.getMetadata().getNamespace();
        return read(
                "the ReplicaSets of " + namespace,
                it -> it.apps().replicaSets().inNamespace(namespace).list().getItems().stream()
                        .filter(set -> set.getMetadata().getOwnerReferences().stream()
                                .anyMatch(owner -> owner.getUid()
                                        .equals(deployment.getMetadata().getUid())))
                        .toList());
    }

    Mono<List<Pod>> pods(String namespace, Map<String, String> labels) {
        return read(
                "the Pods of " + namespace,
                it -> it.pods().inNamespace(namespace).withLabels(labels).list().getItems());
    }

    Mono<Outcome> patch(Deployment read, Patch change, Dispatch dispatch) {
        return patch(
                read,
                change,
                dispatch,
                it -> deployments(
                        it,
                        read.getMetadata().getNamespace(),
                        read.getMetadata().getName()));
    }

    Mono<Outcome> patch(Service read, Patch change, Dispatch dispatch) {
        return patch(
                read,
                change,
                dispatch,
                it -> services(
                        it,
                        read.getMetadata().getNamespace(),
                        read.getMetadata().getName()));
    }

    static Mono<Description> impossible(ClusterException e) {
        return Mono.just(new Description.Impossible(String.valueOf(e.getMessage())));
    }

    static Mono<Observation> unclear(ClusterException e) {
        return Mono.just(new Observation.Unclear(String.valueOf(e.getMessage())));
    }

    /** Nothing was sent: what was to be changed could not even be read. */
    static Mono<Outcome> failed(ClusterException e) {
        return Mono.just(new Outcome.Failed(String.valueOf(e.getMessage())));
    }

    private <T extends HasMetadata> Mono<Outcome> patch(
            T read, Patch change, Dispatch dispatch, Function<KubernetesClient, Resource<T>> place) {
        String what = read.getKind() + " " + read.getMetadata().getNamespace() + "/"
                + read.getMetadata().getName();
        List<Patch> patch = List.of(
                new Patch(
                        "test", "/metadata/resourceVersion", read.getMetadata().getResourceVersion()),
                change);
        return Mono.fromCallable(() -> {
                    if (dispatch.deadline().isPassed()) {
                        return new Outcome.Failed("the time for it was over before it could be sent");
                    }
                    KubernetesClient connected = client();
                    place.apply(connected)
                            .patch(
                                    PatchContext.of(PatchType.JSON),
                                    connected.getKubernetesSerialization().asJson(new ArrayList<>(patch)));
                    return (Outcome) new Outcome.Accepted("the API server took the change of " + what);
                })
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(dispatch.timeout())
                .onErrorResume(KubernetesClientException.class, e -> Mono.just(refused(what, e)))
                .onErrorResume(
                        TimeoutException.class,
                        _ -> Mono.just(new Outcome.Unknown("no answer of the API server in time")));
    }

    /** A 4xx changed nothing; without an answer or after a 5xx it may have. */
    private static Outcome refused(String what, KubernetesClientException e) {
        int code = e.getCode();
        if (code == 409 || code == 422) {
            return new Outcome.Failed(what + " was changed meanwhile, so nothing was done");
        }
        return code >= 400 && code < 500
                ? new Outcome.Failed(reason(what, code))
                : new Outcome.Unknown(reason(what, code));
    }

    private <T> Mono<T> read(String what, Function<KubernetesClient, @Nullable T> work) {
        return Mono.fromCallable(() -> {
                    T found = work.apply(client());
                    if (found == null) {
                        throw new ClusterException("there is no " + what);
                    }
                    return found;
                })
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(READ)
                .onErrorMap(KubernetesClientException.class, e -> new ClusterException(reason(what, e.getCode())))
                .onErrorMap(TimeoutException.class, _ -> new ClusterException("no answer of the API server in time"));
    }

    private static String reason(String what, int code) {
        return switch (code) {
            case 0 -> "the API server of Kubernetes cannot be reached";
            case 401 -> "the API server of Kubernetes does not know us";
            case 403 -> "the API server of Kubernetes does not let us at " + what + ": RBAC needs get, list and patch";
            default -> "the API server of Kubernetes answers with status " + code + " about " + what;
        };
    }

    private static Resource<Deployment> deployments(KubernetesClient it, String namespace, String name) {
        return it.apps().deployments().inNamespace(namespace).withName(name);
    }

    private static Resource<Service> services(KubernetesClient it, String namespace, String name) {
        return it.services().inNamespace(namespace).withName(name);
    }

    private synchronized KubernetesClient client() {
        if (client == null) {
            client = open.get();
        }
        return client;
    }

    @Override
    public synchronized void destroy() {
        if (client != null) {
            client.close();
        }
    }
}
