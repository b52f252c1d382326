package dev.firebreak.remediation.action.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.remediation.action.ActionContract;
import dev.firebreak.remediation.action.Description;
import dev.firebreak.remediation.action.Requests;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KubernetesRolloutRestartIT extends ActionContract {
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
                return KubernetesRolloutRestartIT.this.doing("target: shop, deployment: green");
            }

            @Override
            public Doing nothing() {
                return KubernetesRolloutRestartIT.this.doing("target: shop, deployment: red");
            }

            @Override
            public Doing unreachable() {
                return KubernetesRolloutRestartIT.this.doing(Clusters.nowhere(), "target: shop, deployment: green");
            }

            @Override
            public String state() {
                return kubernetes.state();
            }

            @Override
            public void settle() {
                kubernetes.settle();
            }
        };
    }

    private Doing doing(String with) {
        return doing(kubernetes.cluster(), with);
    }

    private Doing doing(Cluster cluster, String with) {
        return new Doing(
                new KubernetesRolloutRestart(cluster, InstantSource.system()),
                Requests.request("kubernetes.rolloutRestart", "shop: {namespace: shop}", with));
    }

    @Test
    void leavesAloneWhatGitOpsKeeps() {
        kubernetes.keptByGitOps();
        Doing doing = stage().doing();

        assertThat(heard(doing.action().describe(doing.request()))).isInstanceOf(Description.Impossible.class);
    }
}
