package dev.firebreak.notifier.teams;

import dev.firebreak.model.Secrets;
import dev.firebreak.notifier.NotifierSettings;
import dev.firebreak.notifier.delivery.Guards;
import dev.firebreak.notifier.message.HttpMessenger;
import dev.firebreak.notifier.message.MessageCourier;
import dev.firebreak.notifier.message.MessageNotifier;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class TeamsConfiguration {
    // A second copy of a message is seen by people, so no quick second try.
    private static final HttpMessenger.Terms TERMS =
            new HttpMessenger.Terms(Duration.ofSeconds(5), Duration.ofSeconds(10), false);

    @Bean
    TeamsVendor teams(NotifierSettings settings, Guards guards, Environment environment, InstantSource clock) {
        return new TeamsVendor(
                new HttpMessenger("Microsoft Teams", guards, TERMS, clock),
                new Secrets(environment::getProperty),
                settings.consoleAddress());
    }

    @Bean
    MessageNotifier teamsNotifier(TeamsVendor teams) {
        return new MessageNotifier(teams);
    }

    @Bean
    MessageCourier teamsCourier(TeamsVendor teams, MessageCourier.Desk desk) {
        return new MessageCourier(teams, desk);
    }
}
