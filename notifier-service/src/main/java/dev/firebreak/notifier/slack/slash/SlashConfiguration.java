package dev.firebreak.notifier.slack.slash;

import dev.firebreak.notifier.command.CommandPublisher;
import dev.firebreak.notifier.slack.SlackSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

@Configuration(proxyBeanMethods = false)
class SlashConfiguration {
    @Bean
    SlashCommands slashCommands(
            CommandPublisher commands,
            DatabaseClient database,
            SlackSettings settings,
            InstantSource clock,
            MeterRegistry metrics) {
        return new SlashCommands(
                commands, new OpenIncidents(database), Set.copyOf(settings.responderIds()), clock, metrics);
    }
}
