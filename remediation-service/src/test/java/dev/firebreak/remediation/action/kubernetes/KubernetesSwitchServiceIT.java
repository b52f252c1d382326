package dev.firebreak.remediation.action.kubernetes;

import dev.firebreak.remediation.action.ActionContract;
import dev.firebreak.remediation.action.Requests;
import org.junit.jupiter.api.AfterEach;

class KubernetesSwitchServiceIT extends ActionContract {
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
                return KubernetesSwitchServiceIT.this.doing("target: shop, service: web, selector: {slot: blue}");
            }

            @Override
            public Doing nothing() {
                return KubernetesSwitchServiceIT.this.doing("target: shop, service: web, selector: {slot: red}");
            }

            @Override
            public Doing unreachable() {
                return KubernetesSwitchServiceIT.this.doing(
                        Clusters.nowhere(), "target: shop, service: web, selector: {slot: blue}");
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
                return KubernetesSwitchServiceIT.this.doing(
                        "target: shop, service: web, selector: {slot: " + before + "}");
            }
        };
    }

    private Doing doing(String with) {
        return doing(kubernetes.cluster(), with);
    }

    private Doing doing(Cluster cluster, String with) {
        return new Doing(
                new KubernetesSwitchService(cluster),
                Requests.request("kubernetes.switchService", "shop: {namespace: shop}", with));
    }
}
