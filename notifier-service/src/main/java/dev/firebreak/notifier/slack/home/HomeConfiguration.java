package dev.firebreak.notifier.slack.home;

import dev.firebreak.notifier.slack.SlackClient;
import dev.firebreak.notifier.slack.people.SlackPeople;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

@Configuration(proxyBeanMethods = false)
class HomeConfiguration {
    @Bean
    Homes homes(DatabaseClient database, SlackClient slack, SlackPeople people) {
        return new Homes(database, slack, people);
    }
}
