package dev.firebreak.remediation.action.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.remediation.action.ActionContract;
import dev.firebreak.remediation.action.Description;
import dev.firebreak.remediation.action.Requests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KubernetesScaleIT extends ActionContract {
    private final MockCluster kubernetes = new MockCluster();

    @AfterEach
    void stop() {
        kubernetes.close();
    }

    @Override
    protected Stage stage() {
        return new Stage() {
            @Override
            public Doing doing() {
                return KubernetesScaleIT.this.doing("target: shop, deployment: green, replicas: 0");
            }

            @Override
            public Doing nothing() {
                return KubernetesScaleIT.this.doing("target: shop, deployment: green, replicas: 3");
            }

            @Override
            public Doing unreachable() {
                return KubernetesScaleIT.this.doing(Clusters.nowhere(), "target: shop, deployment: green, replicas: 0");
            }

            @Override
            public String state() {
                return kubernetes.state();
            }

            @Override
            public void settle() {
                kubernetes.settle();
            }

            @Override
            public Doing undo(String before) {
                return KubernetesScaleIT.this.doing("target: shop, deployment: green, replicas: " + before);
            }
        };
    }

    private Doing doing(String with) {
        return doing(kubernetes.cluster(), with);
    }

    private Doing doing(Cluster cluster, String with) {
        return new Doing(
                new KubernetesScale(cluster), Requests.request("kubernetes.scale", "shop: {namespace: shop}", with));
    }

    @Test
    void leavesAloneWhatGitOpsKeeps() {
        kubernetes.keptByGitOps();
        Doing doing = stage().doing();

        assertThat(heard(doing.action().describe(doing.request()))).isInstanceOf(Description.Impossible.class);
    }
}
