package dev.firebreak.notifier.slack.modal;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.notifier.command.CommandPublisher;
import dev.firebreak.notifier.slack.SlackClient;
import dev.firebreak.notifier.slack.people.SlackPeople;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ModalConfiguration {
    @Bean
    Modals modals(
            SlackClient slack,
            SlackPeople people,
            CommandPublisher commands,
            Supplier<Catalog> catalog,
            InstantSource clock,
            MeterRegistry metrics) {
        return new Modals(slack, people, commands, catalog, clock, metrics);
    }
}
