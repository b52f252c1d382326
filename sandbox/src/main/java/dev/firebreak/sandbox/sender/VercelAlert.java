package dev.firebreak.sandbox.sender;

import org.jspecify.annotations.Nullable;

/**
 * A deployment webhook.
 *
 * @param deployment the id of one that the host's project has; null means the live one, and a new build for an error
 * @param target null means production, {@code preview} is sent as null
 */
record VercelAlert(
        @Nullable String type,
        @Nullable String host,
        @Nullable String deployment,
        @Nullable String target,
        @Nullable Integer times,
        @Nullable Boolean bytes) {
    String requiredHost() {
        if (host == null || host.isBlank()) {
            throw new IllegalArgumentException("'host' is missing, such as app.voiceaitraining.com");
        }
        return host;
    }

    String eventType() {
        return type == null ? "deployment.error" : type;
    }

    @Nullable
    String sentTarget() {
        return target == null ? "production" : target.equals("preview") ? null : target;
    }
}
