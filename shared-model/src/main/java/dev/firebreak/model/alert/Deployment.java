package dev.firebreak.model.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of something that was put into an environment.
 *
 * @param id the provider's own, such as {@code dpl_…}
 * @param provider {@code vercel}
 * @param project the provider's project id
 * @param environment {@code production}, {@code preview} or a custom one; {@code preview} when the provider sends none
 * @param url with scheme; null when unknown
 * @param commitMessage text from outside: escape it before showing
 */
public record Deployment(
        String id,
        String provider,
        String project,
        @Nullable String projectName,
        String environment,
        @Nullable String url,
        @Nullable String dashboardUrl,
        @Nullable String commit,
        @Nullable String commitMessage,
        @Nullable String author,
        Instant createdAt) {}
