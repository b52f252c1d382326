package dev.firebreak.notifier.mail;

import dev.firebreak.notifier.NotifierSettings;
import dev.firebreak.notifier.message.MessageCourier;
import dev.firebreak.notifier.message.MessageNotifier;
import java.util.concurrent.ExecutorService;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailSettings.class)
class MailConfiguration {
    @Bean
    MailVendor mail(MailSettings settings, NotifierSettings notifier, ExecutorService commandThreads) {
        return new MailVendor(new MailRoom(settings), commandThreads, notifier.consoleAddress());
    }

    @Bean
    MessageNotifier mailNotifier(MailVendor mail) {
        return new MessageNotifier(mail);
    }

    @Bean
    MessageCourier mailCourier(MailVendor mail, MessageCourier.Desk desk) {
        return new MessageCourier(mail, desk);
    }
}
