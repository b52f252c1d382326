package dev.firebreak.sandbox;

import dev.firebreak.model.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param data folder for what outlives a restart; empty: nothing does
 */
@ConfigurationProperties("sandbox")
public record SandboxSettings(
        URI ingest,
        URI notifier,
        Redis redis,
        boolean announce,
        Optional<String> data,
        Slack slack,
        Vercel vercel,
        Pagerduty pagerduty,
        @DefaultValue List<Secret> sentrySecrets,
        @DefaultValue List<Secret> prometheusTokens,
        @DefaultValue List<ShopSettings> shops) {

    /**
     * @param listen loopback, unless those who flush it are in other containers
     * @param port 0 takes a free one
     */
    public record Redis(String listen, int port) {}

    /** @param botToken empty: any {@code xoxb-…} will do */
    public record Slack(@DefaultValue List<Secret> signingSecrets, Optional<Secret> botToken) {}

    /** @param token empty: any bearer will do */
    public record Vercel(@DefaultValue List<Secret> webhookSecrets, Optional<Secret> token) {}

    /** @param webhookSecrets of its subscription; empty: nothing is told back */
    public record Pagerduty(@DefaultValue List<Secret> webhookSecrets) {}

    public record ShopSettings(
            List<String> hosts,
            String project,
            String name,
            @Nullable String team) {}
}
