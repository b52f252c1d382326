package dev.firebreak.notifier.slack.slash;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.notifier.command.CommandPublisher;
import dev.firebreak.notifier.slack.modal.Modals;
import dev.firebreak.notifier.slack.notice.Samples;
import dev.firebreak.notifier.slack.people.SlackPeople;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

@Configuration(proxyBeanMethods = false)
class SlashConfiguration {
    @Bean
    SlashCommands slashCommands(
            CommandPublisher commands,
            DatabaseClient database,
            SlackPeople people,
            Modals modals,
            Supplier<Catalog> catalog,
            Samples samples,
            InstantSource clock,
            MeterRegistry metrics) {
        return new SlashCommands(
                commands, new OpenIncidents(database), people, modals, catalog, samples, clock, metrics);
    }
}
