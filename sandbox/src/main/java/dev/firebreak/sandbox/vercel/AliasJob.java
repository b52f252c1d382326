package dev.firebreak.sandbox.vercel;

import java.time.Instant;
import java.util.Locale;

/** The asynchronous move of a project's production hosts to another deployment: {@code lastAliasRequest}. */
public record AliasJob(
        String fromDeploymentId, String toDeploymentId, Status status, Instant requestedAt, String type) {
    public enum Status {
        PENDING,
        IN_PROGRESS,
        SUCCEEDED,
        FAILED;

        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    boolean isRunning() {
        return status == Status.PENDING || status == Status.IN_PROGRESS;
    }

    AliasJob become(Status newStatus) {
        return new AliasJob(fromDeploymentId, toDeploymentId, newStatus, requestedAt, type);
    }
}
