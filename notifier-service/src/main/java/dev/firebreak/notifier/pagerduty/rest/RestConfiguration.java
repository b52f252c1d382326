package dev.firebreak.notifier.pagerduty.rest;

import dev.firebreak.notifier.delivery.Guards;
import dev.firebreak.notifier.message.HttpMessenger;
import dev.firebreak.notifier.message.MessageCourier;
import dev.firebreak.notifier.message.MessageNotifier;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RestSettings.class)
class RestConfiguration {
    /** The budget is one of a minute. */
    private static final Duration THROTTLED = Duration.ofSeconds(30);

    @Bean
    RestVendor pagerDutyRest(RestSettings settings, Guards guards, DatabaseClient database, InstantSource clock) {
        HttpMessenger http = new HttpMessenger(
                "PagerDuty", guards, new HttpMessenger.Terms(settings.timeout(), THROTTLED, false), clock);
        return new RestVendor(new PagerDutyRest(http, settings), new RestStore(database), settings);
    }

    @Bean
    MessageNotifier pagerDutyRestNotifier(RestVendor pagerDutyRest) {
        return new MessageNotifier(pagerDutyRest);
    }

    @Bean
    MessageCourier pagerDutyRestCourier(RestVendor pagerDutyRest, MessageCourier.Desk desk) {
        return new MessageCourier(pagerDutyRest, desk);
    }
}
