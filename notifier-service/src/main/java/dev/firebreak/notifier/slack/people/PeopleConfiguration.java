package dev.firebreak.notifier.slack.people;

import dev.firebreak.notifier.slack.SlackClient;
import dev.firebreak.notifier.slack.SlackSettings;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PeopleConfiguration {
    @Bean
    SlackPeople slackPeople(SlackSettings settings, SlackClient slack, InstantSource clock) {
        return new SlackPeople(settings.responderIds(), slack, clock);
    }
}
