package dev.firebreak.remediation.action.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.remediation.action.Dispatch;
import dev.firebreak.remediation.action.Outcome;
import dev.firebreak.remediation.outgoing.Deadline;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CompareAndSetIT {
    /** Between our reading and our writing somebody was faster: then nothing of ours is written. */
    @Test
    void whatWasChangedSinceItWasReadIsLeftAlone() {
        try (MockCluster kubernetes = new MockCluster()) {
            Cluster cluster = kubernetes.cluster();
            Deployment read = kubernetes.green();
            kubernetes.changedByOthers();
            String before = kubernetes.state();

            Outcome outcome = cluster.patch(
                            read,
                            new Cluster.Patch("replace", "/spec/replicas", 0),
                            new Dispatch("key", Deadline.in(Duration.ofSeconds(20)), Duration.ofSeconds(2)))
                    .block(Duration.ofSeconds(20));

            // a real API server refuses with 422; the mock hangs up on a patch whose test fails
            assertThat(outcome).isInstanceOfAny(Outcome.Failed.class, Outcome.Unknown.class);
            assertThat(kubernetes.state()).isEqualTo(before);
        }
    }
}
