package dev.firebreak.notifier.slack.channel;

import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.eventlog.Transactions;
import dev.firebreak.notifier.NotifierSettings;
import dev.firebreak.notifier.slack.SlackClient;
import dev.firebreak.notifier.slack.SlackSettings;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ChannelSettings.class)
class ChannelConfiguration {
    @Bean
    ChannelStore incidentChannelStore(DatabaseClient database) {
        return new ChannelStore(database);
    }

    @Bean
    ChannelNotifier incidentChannelNotifier(ChannelStore channels, CatalogHolder catalog, ChannelSettings settings) {
        return new ChannelNotifier(channels, catalog, settings);
    }

    @Bean
    ChannelCourier incidentChannelCourier(
            ChannelStore channels,
            Transactions transactions,
            SlackClient slack,
            CatalogHolder catalog,
            NotifierSettings notifier,
            SlackSettings settings,
            InstantSource clock) {
        return new ChannelCourier(
                channels,
                transactions,
                new ChannelCalls(slack, new ChannelWords(notifier.consoleAddress())),
                new People(catalog, clock),
                settings);
    }
}
