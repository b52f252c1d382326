package dev.firebreak.notifier.statuspage;

import dev.firebreak.model.Secrets;
import dev.firebreak.notifier.delivery.Guards;
import dev.firebreak.notifier.message.HttpMessenger;
import dev.firebreak.notifier.message.MessageCourier;
import dev.firebreak.notifier.message.MessageNotifier;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class StatuspageConfiguration {
    private static final HttpMessenger.Terms TERMS =
            new HttpMessenger.Terms(Duration.ofSeconds(10), Duration.ofSeconds(60), false);

    @Bean
    StatuspageVendor statuspage(
            @Value("${firebreak.statuspage.api}") URI api,
            Guards guards,
            Environment environment,
            InstantSource clock) {
        return new StatuspageVendor(
                new HttpMessenger("the status page", guards, TERMS, clock), new Secrets(environment::getProperty), api);
    }

    @Bean
    MessageNotifier statuspageNotifier(StatuspageVendor statuspage) {
        return new MessageNotifier(statuspage);
    }

    @Bean
    MessageCourier statuspageCourier(StatuspageVendor statuspage, MessageCourier.Desk desk) {
        return new MessageCourier(statuspage, desk);
    }
}
