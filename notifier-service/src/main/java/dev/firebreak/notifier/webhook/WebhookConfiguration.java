package dev.firebreak.notifier.webhook;

import dev.firebreak.model.Secrets;
import dev.firebreak.notifier.NotifierSettings;
import dev.firebreak.notifier.delivery.Guards;
import dev.firebreak.notifier.message.HttpMessenger;
import dev.firebreak.notifier.message.MessageCourier;
import dev.firebreak.notifier.message.MessageNotifier;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;

@Configuration(value = "outgoingWebhooks", proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookSettings.class)
class WebhookConfiguration {
    private static final Duration THROTTLED = Duration.ofSeconds(30);

    @Bean
    WebhookVendor webhooks(
            WebhookSettings settings,
            NotifierSettings notifier,
            Guards guards,
            DatabaseClient database,
            Environment environment,
            InstantSource clock) {
        return new WebhookVendor(
                new HttpMessenger(
                        "the webhook", guards, new HttpMessenger.Terms(settings.timeout(), THROTTLED, true), clock),
                new Secrets(environment::getProperty),
                new StandingStore(database),
                new WebhookVendor.Terms(settings, notifier.consoleAddress()),
                clock);
    }

    @Bean
    MessageNotifier webhookNotifier(WebhookVendor webhooks) {
        return new MessageNotifier(webhooks);
    }

    @Bean
    MessageCourier webhookCourier(WebhookVendor webhooks, MessageCourier.Desk desk) {
        return new MessageCourier(webhooks, desk);
    }
}
