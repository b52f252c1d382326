package dev.firebreak.remediation.action.kubernetes;

import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * fabric8's API server, with a deployment {@code green} of two revisions, a service that leads to it and a pod of
 * each slot. It keeps objects and controls nothing: {@link #settle} is the deployment controller.
 */
public final class MockCluster implements AutoCloseable {
    private static final String NAMESPACE = "shop";

    private final KubernetesMockServer server = new KubernetesMockServer(
            new Context(), new MockWebServer(), new HashMap<>(), new KubernetesCrudDispatcher(), false);
    private final KubernetesClient client;

    public MockCluster() {
        server.init();
        client = server.createClient();
        Deployment green = client.resource(deployment()).create();
        replicaSet(green, "green-1", 1, "shop:1");
        replicaSet(green, "green-2", 2, "shop:2");
        client.resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withName("web")
                        .withNamespace(NAMESPACE)
                        .endMetadata()
                        .withNewSpec()
                        .withSelector(Map.of("app", "web", "slot", "green"))
                        .endSpec()
                        .build())
                .create();
        pod("blue");
        pod("green");
        settle();
    }

    private void pod(String slot) {
        client.resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(slot + "-a")
                        .withNamespace(NAMESPACE)
                        .withLabels(Map.of("app", "web", "slot", slot))
                        .endMetadata()
                        .withNewStatus()
                        .addNewCondition()
                        .withType("Ready")
                        .withStatus("True")
                        .endCondition()
                        .endStatus()
                        .build())
                .create();
    }

    public String url() {
        return client.getMasterUrl().toString();
    }

    Cluster cluster() {
        return new Cluster(server::createClient);
    }

    /** What the cluster is asked for, past our own code. */
    public String state() {
        Deployment green = green();
        Map<String, String> marks = green.getSpec().getTemplate().getMetadata().getAnnotations();
        return green.getSpec().getReplicas() + " of "
                + green.getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getImage()
                + (marks == null || marks.isEmpty() ? "" : " restarted " + marks.values()) + ", service to "
                + new TreeMap<>(client.services()
                        .inNamespace(NAMESPACE)
                        .withName("web")
                        .get()
                        .getSpec()
                        .getSelector());
    }

    /** The controller has carried out whatever the deployment asks for. */
    public void settle() {
        Deployment green = green();
        int replicas = green.getSpec().getReplicas();
        client.apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName("green")
                .editStatus(it -> new DeploymentBuilder(it)
                        .withNewStatus()
                        .withObservedGeneration(
                                it.getMetadata().getGeneration() == null
                                        ? 0L
                                        : it.getMetadata().getGeneration())
                        .withReplicas(replicas)
                        .withUpdatedReplicas(replicas)
                        .withAvailableReplicas(replicas)
                        .endStatus()
                        .build());
    }

    /** Somebody else changes it. */
    void changedByOthers() {
        client.apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName("green")
                .edit(it -> new DeploymentBuilder(it)
                        .editMetadata()
                        .addToAnnotations("changed", "by others")
                        .endMetadata()
                        .build());
    }

    void keptByGitOps() {
        client.apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName("green")
                .edit(it -> new DeploymentBuilder(it)
                        .editMetadata()
                        .addToAnnotations("argocd.argoproj.io/tracking-id", "shop:apps/Deployment:shop/green")
                        .endMetadata()
                        .build());
    }

    Deployment green() {
        return client.apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName("green")
                .get();
    }

    private static Deployment deployment() {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName("green")
                .withNamespace(NAMESPACE)
                .withUid("uid-green")
                .addToAnnotations("deployment.kubernetes.io/revision", "2")
                .endMetadata()
                .withNewSpec()
                .withReplicas(3)
                .withNewSelector()
                .withMatchLabels(Map.of("app", "web", "slot", "green"))
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(Map.of("app", "web", "slot", "green"))
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("web")
                .withImage("shop:2")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private void replicaSet(Deployment owner, String name, int revision, String image) {
        client.resource(new ReplicaSetBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(NAMESPACE)
                        .addToAnnotations("deployment.kubernetes.io/revision", String.valueOf(revision))
                        .withOwnerReferences(new OwnerReferenceBuilder()
                                .withApiVersion("apps/v1")
                                .withKind("Deployment")
                                .withName("green")
                                .withUid(owner.getMetadata().getUid())
                                .build())
                        .endMetadata()
                        .withNewSpec()
                        .withReplicas(revision == 2 ? 3 : 0)
                        .withNewTemplate()
                        .withNewMetadata()
                        .withLabels(Map.of("app", "web", "slot", "green", "pod-template-hash", name))
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("web")
                        .withImage(image)
                        .endContainer()
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .build())
                .create();
    }

    @Override
    public void close() {
        client.close();
        server.destroy();
    }
}
