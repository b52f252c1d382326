package dev.firebreak.notifier.webhook;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param giveUpAfter a receiver that takes nothing for so long is switched off */
@ConfigurationProperties("firebreak.webhook")
record WebhookSettings(
        @DefaultValue("5s") Duration timeout,
        @DefaultValue("5d") Duration giveUpAfter) {}
