package dev.firebreak.incident.api;

import dev.firebreak.model.alert.Deployment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time at which production traffic went to a deployment.
 *
 * @param system whose service names this project as its target; null when none does
 * @param liveAt when production traffic went to it
 * @param byRollback whether it was brought back
 * @param withdrawnAt when a rollback took traffic away from it; null when none did
 */
public record DeploymentView(
        @Nullable String system,
        @Nullable String service,
        Instant liveAt,
        boolean byRollback,
        @Nullable Instant withdrawnAt,
        Deployment deployment) {}
