package dev.firebreak.notifier.pagerduty;

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

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PagerDutySettings.class)
class PagerDutyConfiguration {
    /** PagerDuty documents no Retry-After and suggests tries 30 s apart. */
    private static final Duration THROTTLED = Duration.ofSeconds(30);

    @Bean
    PagerDutyVendor pagerDuty(
            PagerDutySettings settings,
            NotifierSettings notifier,
            Guards guards,
            Environment environment,
            DatabaseClient database,
            InstantSource clock) {
        HttpMessenger http = new HttpMessenger(
                "PagerDuty", guards, new HttpMessenger.Terms(settings.timeout(), THROTTLED, true), clock);
        return new PagerDutyVendor(
                http,
                new PagerDutyEvents(notifier.consoleAddress()),
                new Bundles(database),
                new Secrets(environment::getProperty),
                settings);
    }

    @Bean
    MessageNotifier pagerDutyNotifier(PagerDutyVendor pagerDuty) {
        return new MessageNotifier(pagerDuty);
    }

    @Bean
    MessageCourier pagerDutyCourier(PagerDutyVendor pagerDuty, MessageCourier.Desk desk) {
        return new MessageCourier(pagerDuty, desk);
    }
}
