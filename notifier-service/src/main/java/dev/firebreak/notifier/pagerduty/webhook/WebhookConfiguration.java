package dev.firebreak.notifier.pagerduty.webhook;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookSettings.class)
class WebhookConfiguration {
    @Bean
    WebhookSignature pagerDutyWebhookSignature(WebhookSettings settings) {
        return new WebhookSignature(settings.secrets());
    }

    @Bean
    KnownIncidents knownIncidents(DatabaseClient database) {
        return new KnownIncidents(database);
    }
}
