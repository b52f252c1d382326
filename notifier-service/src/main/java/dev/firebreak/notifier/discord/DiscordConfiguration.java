package dev.firebreak.notifier.discord;

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
class DiscordConfiguration {
    // A second copy of a message is seen by people, so no quick second try.
    private static final HttpMessenger.Terms TERMS =
            new HttpMessenger.Terms(Duration.ofSeconds(5), Duration.ofSeconds(10), false);

    @Bean
    DiscordVendor discord(NotifierSettings settings, Guards guards, Environment environment, InstantSource clock) {
        return new DiscordVendor(
                new HttpMessenger("Discord", guards, TERMS, clock),
                new Secrets(environment::getProperty),
                settings.consoleAddress());
    }

    @Bean
    MessageNotifier discordNotifier(DiscordVendor discord) {
        return new MessageNotifier(discord);
    }

    @Bean
    MessageCourier discordCourier(DiscordVendor discord, MessageCourier.Desk desk) {
        return new MessageCourier(discord, desk);
    }
}
