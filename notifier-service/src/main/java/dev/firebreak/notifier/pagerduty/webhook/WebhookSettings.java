package dev.firebreak.notifier.pagerduty.webhook;

import dev.firebreak.model.Secret;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param webhookSecrets of the webhook subscriptions, comma-separated, all of them valid; empty refuses everything */
@ConfigurationProperties("firebreak.pagerduty")
record WebhookSettings(@DefaultValue("") String webhookSecrets) {
    List<Secret> secrets() {
        return Arrays.stream(webhookSecrets.split(","))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .map(Secret::new)
                .toList();
    }

    /** Secrets stay out of logs. */
    @Override
    public String toString() {
        return "WebhookSettings[" + secrets().size() + " secrets]";
    }
}
