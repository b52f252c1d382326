package dev.firebreak.remediation.action.kubernetes;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whoever runs this process: its service account, its kubeconfig, or what KUBERNETES_MASTER and the like say. */
@Configuration(proxyBeanMethods = false)
class KubernetesConfiguration {
    private static final int MILLIS = 5_000;

    @Bean
    Cluster cluster() {
        return new Cluster(() -> new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withConnectionTimeout(MILLIS)
                        .withRequestTimeout(MILLIS)
                        .withRequestRetryBackoffLimit(0) // a change is sent once: what came of it is looked at
                        .build())
                .build());
    }
}
